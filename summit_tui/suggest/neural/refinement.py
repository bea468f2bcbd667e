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
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.neural.entities import Entity
from summit_tui.suggest.neural.missed_names import MissedNames
from summit_tui.suggest.neural.names import Named, Names
from summit_tui.suggest.people.naming import indefinite
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.people.persons import plain_spelling
from summit_tui.suggest.people.speakers import SpeakerChoice, choice_of
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.proposals import Proposal

_AT: Final = ("في", "لدى")


class EntityRefinement:
    """Refines what the rules propose in ``text`` by its ``entities`` (a ``Refine``)."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self._text = text
        self._names = Names(text, entities)
        self._missed = MissedNames(text, self._names)

    def __call__(
        self, context: Context, cue: FoundCue | None, proposal: Proposal, speakers: Sequence[Speaker]
    ) -> Proposal:
        """``proposal``, or a better one."""
        if not self._names.all:
            return proposal
        if proposal.attribution is not Attribution.EXPLICIT:
            found = self._missed.mention(context, cue)
            if found is not None:
                return self._spoken_by(proposal, *found, speakers)
        for way in (self._lengthened, self._joined, self._described):
            better = way(context, proposal, speakers)
            if better is not proposal:
                return better
        return self._fully_named(proposal, speakers)

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
        longer = _up_to(named, context, proposal)
        if named is None or longer is None:
            return proposal
        (choice,) = proposal.speakers
        if self._is_named_by(choice, mention, named):
            choice = self._choice(longer, named, speakers)
        return replace(proposal, mention=longer, speakers=(choice,), entity=named.span)

    def _going_on(self, mention: Span) -> Named | None:
        """The name that ends behind the mention: begun in it, or right behind a title without one."""
        within = self._names.within(mention)
        beyond = next((named for named in within if named.span.end > mention.end), None)
        if beyond is not None:
            before = self._text[mention.start : beyond.span.start].split()
            # A word that is no title takes the name along: مقتل فلان isn't a person.
            is_own = not beyond.is_person or not before or role_of(folded(before[-1])) is not Role.OTHER
            return beyond if is_own else None
        if any(named.is_person for named in within):
            return None
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

    def _joined(self, context: Context, proposal: Proposal, speakers: Sequence[Speaker]) -> Proposal:
        """The proposal with the second of two who speak together: قال فلان وفلان."""
        mention, cue = proposal.mention, proposal.cue
        if mention is None or cue is None or len(proposal.speakers) != 1 or mention.start < cue.span.end:
            return proposal
        named = self._names.starting(mention.end + 2)
        longer = _up_to(named, context, proposal)
        within = self._names.within(mention)
        both = named is not None and named.is_person and any(one.is_person for one in within)
        if named is None or longer is None or not both or self._text[mention.end : mention.end + 2] != " و":
            return proposal
        second = self._choice(named.span, named, speakers)
        return replace(proposal, mention=longer, speakers=(*proposal.speakers, second), entity=named.span)

    def _described(self, _context: Context, proposal: Proposal, speakers: Sequence[Speaker]) -> Proposal:
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


def _up_to(named: Named | None, context: Context, proposal: Proposal) -> Span | None:
    """The proposal's mention made longer, up to the end of ``named``, where nothing else stands there."""
    if named is None or proposal.mention is None:
        return None
    longer = Span(proposal.mention.start, named.span.end)
    taken = [context.content] if proposal.cue is None else [context.content, proposal.cue.span]
    return None if any(longer.overlaps(span) for span in taken) else longer
