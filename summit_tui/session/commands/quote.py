"""Making quotes and changing what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import Attribution, Change, Cue, Message, Name, Quote, QuoteType, Span, Speaker
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session, Task, TaskKind

if TYPE_CHECKING:
    from summit_tui.suggest import SpeakerChoice

# The suggester and its lexicons take longer to load than the rest of the session together, and nothing
# needs them before the first quote: the functions that do import them.

_Value = TypeVar("_Value", QuoteType, Attribution)

OnQuote = Callable[..., Message | None]


def make(session: Session) -> Message | None:
    """Makes a quote of the selection; its type, cue and mention are proposed from the text around."""
    if session.task is not None:
        return _keep(session, session.task)
    if session.selection.empty:
        return Message.warn(N_("Nothing is selected. Press x to select the word, and again for more."))
    content = arabic.trimmed(session.text, session.selection.span)
    if content is None:
        return Message.warn(N_("Nothing but spaces is selected: no quote was made."))
    if any(quote.content == (content,) for quote in session.quotes):
        return Message.warn(N_("These words are a quote already."))
    quote = _proposed_quote(session, content)
    session.change("quote.make", [Change(None, quote)])
    session.visit(quote)
    return Message.of(N_("Quote made."))


def _proposed_quote(session: Session, content: Span) -> Quote:
    from summit_tui import suggest

    proposal = suggest.propose(session.text, content, list(session.project.speakers.values()), session.quotes)
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

    speakers = list(session.project.speakers.values())
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

    They take the place of those it had or, where ``adding``, come to them.
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
    if tuple(ids) == quote.speakers:
        return None
    attribution = quote.attribution
    if ids and attribution is Attribution.UNKNOWN:
        attribution = Attribution.EXPLICIT if quote.mention else Attribution.IMPLICIT
    revised = session.revise(quote, speakers=tuple(ids), attribution=attribution)
    session.change("quote.speaker", [*(Change(None, speaker) for speaker in made), revised])
    return None


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


def choose_cue(session: Session, quote: Quote) -> Message | None:
    """Makes the selected words the quote's cue; where nothing is selected, starts choosing them."""
    if _has_chosen(session, TaskKind.CUE):
        return _keep_words(session, quote, TaskKind.CUE)
    _start_choosing(session, quote, TaskKind.CUE, quote.cue.span if quote.cue else None)
    return None


def choose_mention(session: Session, quote: Quote) -> Message | None:
    """Makes the selected words the speaker's mention; where nothing is selected, starts choosing them."""
    if _has_chosen(session, TaskKind.MENTION):
        return _keep_words(session, quote, TaskKind.MENTION)
    _start_choosing(session, quote, TaskKind.MENTION, quote.mention)
    return None


def _has_chosen(session: Session, kind: TaskKind) -> bool:
    """Whether the selection is of words for ``kind``, and not the edges of a quote that are being moved."""
    return not session.selection.empty and (session.task is None or session.task.kind is kind)


def _start_choosing(session: Session, quote: Quote, kind: TaskKind, present: Span | None) -> None:
    session.visit(quote)
    session.task = Task(kind, quote.id)
    session.select(Selection.at(present.start) if present else Selection.at(quote.start))


def _keep_words(session: Session, quote: Quote, kind: TaskKind) -> Message | None:
    selection = session.selection
    if selection.empty:
        span = arabic.word_at(session.text, selection.caret)
    else:
        span = arabic.without_blanks(session.text, selection.span)
    if span is None:
        return Message.warn(N_("There is no word here to take."))
    words = span.of(session.text)
    if kind is TaskKind.CUE:
        from summit_tui import suggest

        cue = Cue(span, suggest.cue_lemma(words))
        if cue != quote.cue:
            session.change("quote.cue", [session.revise(quote, cue=cue)])
    elif span != quote.mention:
        session.change("quote.mention", [session.revise(quote, mention=span)])
    session.visit(quote)
    key = N_("Cue: {words}") if kind is TaskKind.CUE else N_("Mention: {words}")
    return Message.of(key, words=words)


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
    """Writes the quote's note; an empty one takes it away."""
    if note != quote.note:
        session.change("quote.note", [session.revise(quote, note=note)])
    return None


def toggle_unsure(session: Session, quote: Quote) -> Message | None:
    """Marks the quote unsure, or sure again."""
    session.change("quote.unsure", [session.revise(quote, unsure=not quote.unsure)])
    return None


def delete(session: Session, quote: Quote) -> Message | None:
    """Deletes the quote."""
    session.change("quote.delete", [Change(quote, None)])
    session.task = None
    return Message.of(N_("Quote deleted. Press u to bring it back."))


def edit_edges(session: Session, quote: Quote) -> Message | None:
    """Starts moving the quote's edges: every movement moves the end or, after ``o``, the start."""
    session.visit(quote)
    session.task = Task(TaskKind.EDGES, quote.id)
    session.select(Selection(quote.start, quote.end))
    return None


def _keep(session: Session, task: Task) -> Message | None:
    """Ends a task and keeps what was chosen."""
    quote = session.project.quotes.get(task.quote)
    if quote is None:
        session.task = None
        return None
    if task.kind is TaskKind.EDGES:
        return _keep_edges(session, quote)
    return _keep_words(session, quote, task.kind)


def _keep_edges(session: Session, quote: Quote) -> Message | None:
    content = arabic.without_blanks(session.text, session.selection.span)
    if content is None:
        return Message.warn(N_("Nothing but spaces is left: the quote stays as it was."))
    fragments = _moved_edges(quote.content, content)
    if fragments is None:
        return Message.warn(N_("The edges of an interrupted quote can't cross its gap."))
    if fragments != quote.content:
        session.change("quote.edges", [session.revise(quote, content=fragments)])
    session.visit(replace(quote, content=fragments))
    return None


def _moved_edges(fragments: tuple[Span, ...], content: Span) -> tuple[Span, ...] | None:
    """``fragments`` from ``content``'s start to its end; ``None`` where a gap would be crossed."""
    if len(fragments) == 1:
        return (content,)
    if content.start >= fragments[0].end or content.end <= fragments[-1].start:
        return None
    first = Span(content.start, fragments[0].end)
    last = Span(fragments[-1].start, content.end)
    return (first, *fragments[1:-1], last)


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
        "cue",
        "c",
        N_("Cue"),
        N_("Make the selected words the quote's cue, or choose them"),
        choose_cue,
    ),
    _quote(
        "mention",
        "m",
        N_("Mention"),
        N_("Make the selected words the mention of the speaker, or choose them"),
        choose_mention,
    ),
    _quote(
        "attribution",
        "a",
        N_("Attribution"),
        N_("Go on through explicit, anaphoric, implicit, unknown"),
        next_attribution,
    ),
    _quote("edges", "e", N_("Edges"), N_("Move where the quote begins and ends"), edit_edges),
    _quote("note", ";", N_("Note"), N_("Write a note on the quote"), set_note, ask=Ask.NOTE),
    _quote("unsure", "f", N_("Unsure"), N_("Mark the quote unsure, or sure again"), toggle_unsure),
    _quote("delete", "d delete", N_("Delete"), N_("Delete the quote"), delete),
    _quote("no_cue", "", N_("No cue"), N_("Take the quote's cue away"), clear_cue),
    _quote("no_mention", "", N_("No mention"), N_("Take the quote's mention away"), clear_mention),
    _quote("no_speaker", "", N_("No speaker"), N_("Take the quote's speakers away"), clear_speakers),
)
