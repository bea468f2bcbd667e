"""Who says what was found, content by content in text order, so that a chain of speech goes on.

A heading tells what the text below says. Who speaks in one that names nobody is known only when the text
below has been read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summit_tui.model import Attribution, Name, Quote, Span, Speaker
from summit_tui.suggest.finding.findings import Content
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.said_below import SaidBelow, is_said_in
from summit_tui.suggest.people.called import has_alias
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.people.roster import Roster
from summit_tui.suggest.people.speakers import SpeakerChoice, chosen
from summit_tui.suggest.proposals import Proposal, attributed
from summit_tui.suggest.refining import Refine, unchanged
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, Tier

_LONGEST_CROSSHEAD = 80
"""Code points of a line."""
_REACH = 6_000
"""Code points below a crosshead in which the one may speak whose words it has."""
_REMEMBERED = 40
"""Earlier quotes that are looked at for who goes on speaking; a longer chain is none."""


class Attributing:
    """Gives each content of ``text`` its speaker; ``speakers`` are those already known.

    ``judge`` tells how sure a content is; ``refine`` may know better who speaks, before a chain goes on
    from there.
    """

    def __init__(
        self, text: str, speakers: Sequence[Speaker], judge: Judge, refine: Refine = unchanged
    ) -> None:
        self.text = text
        self.judge = judge
        self.refine = refine
        self.known = {speaker.id for speaker in speakers}
        self.speakers = Roster(speakers)
        self.made: list[Quote] = []
        self.new: dict[str, str] = {}
        self.waiting: list[tuple[Content, Proposal]] = []

    def quote(self, content: Content, *, is_heading: bool) -> SuggestedQuote | None:
        """The content as a quote; None for one in a heading that waits for what is below."""
        earlier = self.made[-_REMEMBERED:]
        proposal = attributed(content.context, content.cue, content.type, self.speakers, earlier)
        proposal = self.refine(content.context, content.cue, proposal, self.speakers)
        heads = is_heading or self._is_crosshead(content)
        if heads and proposal.entity is None and self._waits(content, proposal):
            self.waiting.append((content, proposal))
            return None
        return self._made(content, proposal)

    def settled(self) -> list[SuggestedQuote]:
        """The quotes of headings that waited, with the speakers whom the text below them has."""
        below = SaidBelow(self.text, self.made)
        resolved = [(one, self._resolved(one, proposal, below)) for one, proposal in self.waiting]
        return [self._made(content, proposal) for content, proposal in resolved]

    def _is_crosshead(self, content: Content) -> bool:
        """Whether a few words in quotation marks have a line of their own, and somebody below says them."""
        pair, around = content.context.pair, content.context.paragraph.span
        if pair is None or around.end - around.start > _LONGEST_CROSSHEAD:
            return False
        if self.text[around.start : around.end].strip() != pair.outer.of(self.text):
            return False
        below = self.text[around.end : around.end + _REACH]
        return is_said_in(content.span.of(self.text), below)

    def _waits(self, content: Content, proposal: Proposal) -> bool:
        """Whether a heading names nobody: it has no cue and no name before a colon."""
        if content.cue is not None:
            return False
        if proposal.attribution is not Attribution.EXPLICIT:
            return True
        people = people_of(self.text, content.span.start)
        names = {person.name for person in people.persons}
        return len(proposal.speakers) == 1 and not names & {choice.name for choice in proposal.speakers}

    def _resolved(self, content: Content, proposal: Proposal, below: SaidBelow) -> Proposal:
        first = below.first(content.span)
        if first is None:
            return proposal
        if proposal.attribution is Attribution.EXPLICIT:
            return self._named(content, proposal, first)
        quote = below.same(content.span) or first
        return replace(proposal, attribution=Attribution.IMPLICIT, speakers=chosen(quote, self.speakers))

    def _named(self, content: Content, proposal: Proposal, first: Quote) -> Proposal:
        """A described speaker of a headline (مسؤول تركي: …) is the person who speaks first below."""
        described = proposal.speakers[0].name.startswith("ال")
        if described or proposal.mention is None or first.mention is None or len(first.speakers) != 1:
            return proposal
        if people_of(self.text, content.span.start).at(first.mention) is None:
            return proposal
        return replace(proposal, speakers=chosen(first, self.speakers))

    def _made(self, content: Content, proposal: Proposal) -> SuggestedQuote:
        ids = tuple(self._id(choice) for choice in proposal.speakers)
        self.made.append(
            Quote(
                id=str(len(self.made)),
                article="",
                type=content.type,
                content=(content.span,),
                cue=proposal.cue,
                speakers=ids,
                mention=proposal.mention,
                attribution=proposal.attribution,
            )
        )
        return SuggestedQuote(
            proposal.type,
            (content.span,),
            proposal.cue,
            proposal.mention,
            proposal.attribution,
            tuple(self._offered(choice) for choice in proposal.speakers),
            _reason(content, proposal, self._alias(proposal)),
            self.judge.certainty(content.probability),
        )

    def _alias(self, proposal: Proposal) -> Span | None:
        """The mention, where the project calls the speaker so."""
        mention, ids = proposal.mention, {choice.speaker_id for choice in proposal.speakers}
        if mention is None or not ids & self.known:
            return None
        written = mention.of(self.text)
        choices = (self.speakers.by_id(choice.speaker_id or "") for choice in proposal.speakers)
        called = any(one is not None and has_alias(one, written) for one in choices)
        return mention if called else None

    def _id(self, choice: SpeakerChoice) -> str:
        if choice.speaker_id is not None:
            return choice.speaker_id
        if choice.name not in self.new:
            self.new[choice.name] = f"new {len(self.new)}"
            self.speakers.add(Speaker(self.new[choice.name], Name(choice.name)))
        return self.new[choice.name]

    def _offered(self, choice: SpeakerChoice) -> SpeakerChoice:
        """The choice with no id where its speaker isn't one of the project's."""
        known = choice.speaker_id in self.known
        return SpeakerChoice(choice.speaker_id if known else None, choice.name, choice.score)


def _reason(content: Content, proposal: Proposal, alias: Span | None) -> Reason:
    """The rule that found the content; the tier is that which decided who speaks."""
    words = _words(content, proposal, alias)
    return Reason(content.rule, words, Tier.RULES if proposal.entity is None else Tier.NEURAL)


def _words(content: Content, proposal: Proposal, alias: Span | None) -> tuple[Span, ...]:
    """The words that fired the rule: cue, complementiser or quotation mark, named entity, known alias."""
    found = [] if proposal.cue is None else [proposal.cue.span]
    if alias is not None:
        found.append(alias)
    if proposal.entity is not None:
        found.append(proposal.entity)
    if content.context.that is not None:
        found.append(Span(content.context.that.start, content.context.that.end))
    if content.context.pair is not None:
        outer, inner = content.context.pair.outer, content.context.pair.inner
        found.append(Span(outer.start, inner.start))
    return tuple(sorted(span for span in set(found) if len(span)))
