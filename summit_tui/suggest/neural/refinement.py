"""Who speaks, by the named entities: names that the rules missed, or took too little of.

The rules go by titles and given names; a name of neither kind, or one that goes on with words they know as
something else, is what a model sees and they don't.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from summit_tui.arabic import folded
from summit_tui.model import Attribution, Span, Speaker
from summit_tui.suggest.context import Context
from summit_tui.suggest.cue_words import FoundCue
from summit_tui.suggest.lexicon import CueKind
from summit_tui.suggest.naming import indefinite
from summit_tui.suggest.neural.entities import Entity
from summit_tui.suggest.neural.names import Named, Names
from summit_tui.suggest.people import people_of
from summit_tui.suggest.persons import plain_spelling
from summit_tui.suggest.proposals import Proposal
from summit_tui.suggest.roles import Knowledge, Role, role_of
from summit_tui.suggest.speakers import SpeakerChoice, choice_of

_TITLE: Final = frozenset((Role.TITLE, Role.BODY, Role.PLACE, Role.ADJECTIVE, Role.DEFINITE))
_LONGEST_TITLE: Final = 8
_AT: Final = ("في", "لدى")
_AUXILIARIES: Final = frozenset(("قد", "كان", "كانت"))


class EntityRefinement:
    """Refines what the rules propose in ``text`` by its ``entities`` (a ``Refine``)."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._names = Names(text, entities)

    def __call__(
        self, context: Context, cue: FoundCue | None, proposal: Proposal, speakers: Sequence[Speaker]
    ) -> Proposal:
        """``proposal``, or a better one."""
        if not self._names.all:
            return proposal
        if proposal.attribution is not Attribution.EXPLICIT:
            found = self._missed(context, cue)
            if found is not None:
                return self._spoken_by(proposal, *found, speakers)
        for better in (self._lengthened(context, proposal, speakers), self._described(proposal, speakers)):
            if better is not proposal:
                return better
        return self._fully_named(proposal, speakers)

    def _missed(self, context: Context, cue: FoundCue | None) -> tuple[Span, Named] | None:
        """The name that stands where the cue's subject stands, with the title before it."""
        known = people_of(self._text, context.content.start).known
        if cue is None:
            return self._before(context, context.link, known) if context.colon else None
        if cue.kind is CueKind.PARTICIPLE or cue.pronoun:
            return None
        limit = context.link if cue.before_content else len(context.tokens)
        if cue.phrase is not None and cue.phrase.takes_lam:
            named = self._names.behind_preposition(cue.span.end)
            return None if named is None else (named.span, named)
        if cue.kind is not CueKind.FINITE:
            return self._behind(context, cue.after, limit, known)
        if cue.form is None or cue.form.person == "p" or "object" in cue.form.uses:
            return None
        first = cue.first
        while first > context.sentence and context.tokens[first - 1].text in _AUXILIARIES:
            first -= 1
        if first > context.sentence and context.tokens[first - 1].is_that:
            return None  # its subject is the pronoun there, and what follows may be the hearer
        return self._behind(context, cue.after, limit, known) or self._before(context, first, known)

    def _behind(
        self, context: Context, first: int, limit: int, known: Knowledge
    ) -> tuple[Span, Named] | None:
        """The name to which the words from token ``first`` on lead, with nothing but a title between."""
        found: Named | None = None
        own = context.tokens[first : min(limit, first + _LONGEST_TITLE)]
        for token in own:
            if not token.is_word or token.is_that:
                break
            look = self._names.behind_verb if token is own[0] else self._names.starting
            named = look(token.start)
            if named is not None and named.is_person:
                found = named
                break
            if named is not None:
                found = named  # whose minister or spokesman a person behind it is
            elif found is not None and token.start < found.span.end:
                continue
            elif found is not None or role_of(token.text, known) not in _TITLE:
                break
        if found is None or found.span.end > _end(context, limit):
            return None
        return Span(context.tokens[first].start, found.span.end), found

    def _before(self, context: Context, after: int, known: Knowledge) -> tuple[Span, Named] | None:
        """The name that ends right before token ``after``, if it and its title begin a clause."""
        named = self._names.ending(context.tokens[after - 1].end) if after > context.sentence else None
        if named is None:
            return None
        first = context.paragraph.index_at(named.span.start)
        if first >= len(context.tokens) or context.tokens[first].start != named.span.start:
            return None  # joined to what stands before it
        lowest = max(context.sentence, first - _LONGEST_TITLE)
        while first > lowest and role_of(context.tokens[first - 1].text, known) in _TITLE:
            first -= 1
        before = context.tokens[first - 1] if first > context.sentence else None
        if before is not None and before.is_word and not before.is_that:
            return None
        return Span(context.tokens[first].start, named.span.end), named

    def _spoken_by(
        self, proposal: Proposal, mention: Span, named: Named, speakers: Sequence[Speaker]
    ) -> Proposal:
        return replace(
            proposal,
            mention=mention,
            attribution=Attribution.EXPLICIT,
            speakers=(self._choice(mention, named, speakers),),
            entity=named.span,
        )

    def _lengthened(self, context: Context, proposal: Proposal, speakers: Sequence[Speaker]) -> Proposal:
        """The proposal with the whole name in its mention, where the rules took but its beginning."""
        mention = proposal.mention
        if mention is None or len(proposal.speakers) != 1:
            return proposal
        named = self._going_on(mention)
        if named is None:
            return proposal
        longer = Span(mention.start, named.span.end)
        taken = [context.content] if proposal.cue is None else [context.content, proposal.cue.span]
        if any(longer.overlaps(span) for span in taken):
            return proposal
        (choice,) = proposal.speakers
        if self._is_named_by(choice, mention, named):
            choice = self._choice(longer, named, speakers)
        return replace(proposal, mention=longer, speakers=(choice,), entity=named.span)

    def _going_on(self, mention: Span) -> Named | None:
        """The name that ends behind the mention: begun in it, or right behind a title without one."""
        within = self._names.within(mention)
        beyond = next((named for named in within if named.span.end > mention.end), None)
        if beyond is not None or any(named.is_person for named in within):
            return beyond
        return self._behind_title(mention.end)

    def _behind_title(self, end: int) -> Named | None:
        """The person named right behind a title, or behind where they hold it: في مركز الواحة."""
        following = self._names.starting(end + 1)
        if following is None:
            at = next((word for word in _AT if self._text.startswith(f" {word} ", end)), None)
            place = self._names.starting(end + len(at) + 2) if at is not None else None
            following = self._names.starting(place.span.end + 1) if place is not None else None
        return following if following is not None and following.is_person else None

    def _is_named_by(self, choice: SpeakerChoice, mention: Span, named: Named) -> bool:
        """Whether the choice has its name from the mention's own words, and so from too few of them."""
        written = plain_spelling(mention.of(self._text))
        words = tuple(map(folded, choice.name.split()))
        return choice.name in (written, indefinite(written)) or (
            named.is_person and words == named.words[: len(words)]
        )

    def _described(self, proposal: Proposal, speakers: Sequence[Speaker]) -> Proposal:
        """The proposal with a description where the rules took the end of a body's name for a person's."""
        mention = proposal.mention
        if mention is None or len(proposal.speakers) != 1 or proposal.speakers[0].speaker_id is not None:
            return proposal
        words = set(map(folded, proposal.speakers[0].name.split()))
        for named in self._names.within(mention):
            held = mention.contains(named.span) and mention.start < named.span.start
            if held and not named.is_person and words < set(named.words):
                return replace(
                    proposal, speakers=(self._choice(mention, named, speakers),), entity=named.span
                )
        return proposal

    def _fully_named(self, proposal: Proposal, speakers: Sequence[Speaker]) -> Proposal:
        """The proposal with new speakers under their full names, as they stand elsewhere in the article."""
        choices: list[SpeakerChoice] = []
        entity = proposal.entity
        for choice in proposal.speakers:
            full = None
            if choice.speaker_id is None:
                full = self._names.fullest(tuple(map(folded, choice.name.split())))
            choices.append(choice if full is None else self._choice_for(full, speakers))
            entity = entity if full is None else full.span
        if entity is proposal.entity:
            return proposal
        return replace(proposal, speakers=tuple(choices), entity=entity)

    def _choice(self, mention: Span, named: Named, speakers: Sequence[Speaker]) -> SpeakerChoice:
        """The speaker whom ``named`` is, or who is described with it (مدير منظمة)."""
        if named.is_person:
            return self._choice_for(self._names.fullest(named.words) or named, speakers)
        written = plain_spelling(mention.of(self._text))
        is_described = role_of(folded(written.split()[0])) is Role.TITLE
        return choice_of(indefinite(written) if is_described else written, None, speakers)

    def _choice_for(self, named: Named, speakers: Sequence[Speaker]) -> SpeakerChoice:
        people = people_of(self._text, named.span.start)
        return choice_of(named.name, people.by_name(named.words), speakers)


def _end(context: Context, limit: int) -> int:
    """Where the last token before ``limit`` ends."""
    return context.tokens[limit - 1].end if limit > 0 else 0
