"""Making quotes and changing what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import (
    Attribution,
    Change,
    Message,
    Name,
    Quote,
    QuoteType,
    Span,
    Speaker,
    Status,
    SummitError,
)
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.commands import review, task
from summit_tui.session.drafts import keep_typed
from summit_tui.session.session import Session

if TYPE_CHECKING:
    from summit_tui.suggest import SpeakerChoice

# The suggester and its lexicons take longer to load than the rest of the session together, and nothing
# needs them before the first quote: the functions that do import them.

_Value = TypeVar("_Value", QuoteType, Attribution)

OnQuote = Callable[..., Message | None]


def make(session: Session) -> Message | None:
    """Makes a quote of the selection; its type, cue and mention are proposed from the text around.

    Words that are suggested as a quote become that one.
    """
    if session.task is not None:
        return task.keep(session, session.task)
    if session.selection.empty:
        return Message.warn(N_("Nothing is selected. Press x to select the word, and again for more."))
    content = arabic.trimmed(session.text, session.selection.span)
    if content is None:
        return Message.warn(N_("Nothing but spaces is selected: no quote was made."))
    there = next((quote for quote in session.quotes if quote.content == (content,)), None)
    if there is not None and there.status is not Status.SUGGESTED:
        return Message.warn(N_("These words are a quote already."))
    quote = there or _proposed_quote(session, content)
    session.change("quote.make", [Change(None, quote) if there is None else session.revise(quote)])
    session.visit(quote)
    return Message.of(N_("Quote made."))


def _proposed_quote(session: Session, content: Span) -> Quote:
    from summit_tui import suggest

    proposal = suggest.propose(session.text, content, list(session.speakers.values()), session.quotes)
    time = session.now()
    return Quote(
        id=session.new_id(),
        article=session.article.id,
        type=proposal.type,
        content=(content,),
        cue=proposal.cue,
        mention=proposal.mention,
        attribution=proposal.attribution,
        by=session.author.name,
        created=time,
        updated=time,
    )


def speaker_choices(session: Session, quote: Quote) -> list[tuple[SpeakerChoice, ...]]:
    """Who may have said ``quote``: the known speakers and new names, likeliest first.

    A choice is of one speaker, or of those who are likely to speak together. A mention that the person
    chose, in place of the proposed one, comes first.
    """
    from summit_tui import suggest

    speakers = list(session.speakers.values())
    others = [other for other in session.quotes if other.id != quote.id]
    content = Span(quote.start, quote.end)
    proposal = suggest.propose(session.text, content, speakers, others)
    ranked = suggest.rank_speakers(session.text, content, proposal, speakers, others)
    if quote.mention is not None and quote.mention != proposal.mention:
        name = suggest.speaker_name(session.text, quote.mention)
        ranked = _first(name, ranked)
    together = [proposal.speakers] if len(proposal.speakers) > 1 else []
    return [*together, *((choice,) for choice in ranked)]


def _first(name: str, choices: list[SpeakerChoice]) -> list[SpeakerChoice]:
    """``choices`` with the one of that name in front, a new one where there is none."""
    from summit_tui.suggest import SpeakerChoice

    words = arabic.name_words(name)
    named = [choice for choice in choices if arabic.name_words(choice.name) == words]
    return [
        *(named or [SpeakerChoice(None, name, 1.0)]),
        *(choice for choice in choices if choice not in named),
    ]


def set_speakers(
    session: Session, quote: Quote, choices: Iterable[SpeakerChoice], *, adding: bool = False
) -> Message | None:
    """Gives the quote the chosen speakers; names without an id are made.

    They take the place of those it had or, where ``adding``, come to them. A single one is called by the
    words of the quote's mention from then on, where these name somebody.
    """
    made: list[Speaker] = []
    ids = list(quote.speakers) if adding else []
    for choice in choices:
        speaker_id = choice.speaker_id
        if speaker_id is None:
            speaker = Speaker(session.new_id(), Name(choice.name))
            made.append(speaker)
            speaker_id = speaker.id
        if speaker_id not in ids:
            ids.append(speaker_id)
    if tuple(ids) == quote.speakers and quote.status is not Status.SUGGESTED:
        return None
    attribution = quote.attribution
    if ids and attribution is Attribution.UNKNOWN:
        attribution = Attribution.EXPLICIT if quote.mention else Attribution.IMPLICIT
    revised = session.revise(quote, speakers=tuple(ids), attribution=attribution)
    if len(ids) != 1 or adding:
        session.change("quote.speaker", [*(Change(None, speaker) for speaker in made), revised])
        return None
    return _give(session, quote, made[0] if made else session.speakers[ids[0]], revised, is_new=bool(made))


def _give(
    session: Session, quote: Quote, speaker: Speaker, revised: Change, *, is_new: bool
) -> Message | None:
    """Makes ``revised``, by which ``quote`` is the speaker's, and tells what was remembered of it."""
    from summit_tui.session.aliases import remembering

    remembered = remembering(session, quote, speaker, is_new=is_new)
    session.change("quote.speaker", [*remembered.changes, revised])
    if remembered.alias is None:
        return None
    return Message.of(
        N_("Remembered: {alias} = {name}. Press u to take it back."),
        alias=remembered.alias,
        name=speaker.name.ar,
    )


def name_from_selection(session: Session) -> str | None:
    """The name that a new speaker would get from the selected mention, or ``None`` without one."""
    mention = arabic.trimmed(session.text, session.selection.span) if not session.selection.empty else None
    if mention is None:
        return None
    from summit_tui import suggest

    return suggest.speaker_name(session.text, mention)


def _next_of(values: type[_Value], value: _Value) -> _Value:
    order = list(values)
    return order[(order.index(value) + 1) % len(order)]


def next_type(session: Session, quote: Quote) -> Message | None:
    """Goes on from direct to indirect to mixed and round."""
    session.change("quote.type", [session.revise(quote, type=_next_of(QuoteType, quote.type))])
    return None


def next_attribution(session: Session, quote: Quote) -> Message | None:
    """Goes on through explicit, anaphoric, implicit and unknown."""
    attribution = _next_of(Attribution, quote.attribution)
    session.change("quote.attribution", [session.revise(quote, attribution=attribution)])
    return None


def clear_cue(session: Session, quote: Quote) -> Message | None:
    """Takes the cue away."""
    if quote.cue is not None:
        session.change("quote.no_cue", [session.revise(quote, cue=None)])
    return None


def clear_mention(session: Session, quote: Quote) -> Message | None:
    """Takes the mention away."""
    if quote.mention is not None:
        session.change("quote.no_mention", [session.revise(quote, mention=None)])
    return None


def clear_speakers(session: Session, quote: Quote) -> Message | None:
    """Takes the speakers away."""
    return set_speakers(session, quote, ())


def set_note(session: Session, quote: Quote, note: str) -> Message | None:
    """Writes the quote's note; an empty one takes it away. One that can't be saved is kept as a draft."""
    if note != quote.note:
        try:
            session.change("quote.note", [session.revise(quote, note=note)])
        except SummitError as error:
            keep_typed(session, quote, note)
            key = N_("{reason} What was typed is kept: press ; to go on with it.")
            return Message.warn(key, reason=Message.of_error(error))
    session.drafts.drop(quote.id)
    return None


def toggle_unsure(session: Session, quote: Quote) -> Message | None:
    """Marks the quote unsure, or sure again."""
    session.change("quote.unsure", [session.revise(quote, unsure=not quote.unsure)])
    return None


def delete(session: Session, quote: Quote) -> Message | None:
    """Deletes the quote; one that was suggested is rejected, so that it isn't suggested again."""
    if quote.status is Status.SUGGESTED:
        return review.reject(session)
    suggested = quote.origin is not None
    gone = session.revise(quote, status=Status.REJECTED) if suggested else Change(quote, None)
    session.change("quote.delete", [gone])
    if session.task is not None:
        session.leave_task()
    return Message.of(N_("Quote deleted. Press u to bring it back."))


def _quote(
    name: str,
    key: str,
    title: str,
    help_line: str,
    run: OnQuote,
    *,
    ask: Ask | None = None,
) -> Command[Session]:
    return Command(
        f"quote.{name}", Group.QUOTE, tuple(key.split()), title, help_line, run, ask, on_quote=True
    )


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "quote.make",
        Group.QUOTE,
        ("enter",),
        N_("Quote"),
        N_("Make a quote of the selection, then choose its speaker"),
        make,
        then="quote.speaker",
    ),
    _quote(
        "speaker",
        "s",
        N_("Speaker"),
        N_("Choose who said it: type to filter, a digit or Enter picks"),
        set_speakers,
        ask=Ask.SPEAKER,
    ),
    _quote("type", "y", N_("Type"), N_("Go on from direct to indirect to mixed"), next_type),
    _quote(
        "attribution",
        "a",
        N_("Attribution"),
        N_("Go on through explicit, anaphoric, implicit, unknown"),
        next_attribution,
    ),
    _quote("note", ";", N_("Note"), N_("Write a note on the quote"), set_note, ask=Ask.NOTE),
    _quote("unsure", "f", N_("Unsure"), N_("Mark the quote unsure, or sure again"), toggle_unsure),
    _quote("delete", "d delete", N_("Delete"), N_("Delete the quote"), delete),
    _quote("no_cue", "", N_("No cue"), N_("Take the quote's cue away"), clear_cue),
    _quote("no_mention", "", N_("No mention"), N_("Take the quote's mention away"), clear_mention),
    _quote("no_speaker", "", N_("No speaker"), N_("Take the quote's speakers away"), clear_speakers),
)
