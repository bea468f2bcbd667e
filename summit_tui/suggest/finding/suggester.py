"""The suggester of tier A: rules over words, and a small linear model where rules stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summit_tui.model import Name, Quote, Span, Speaker
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.lines import lines_of
from summit_tui.suggest.finding.model import trained_judge
from summit_tui.suggest.finding.walk import Content, LineWalk
from summit_tui.suggest.people import people_of
from summit_tui.suggest.proposals import attributed
from summit_tui.suggest.speakers import SpeakerChoice
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, Suggestions

_REMEMBERED = 40
"""Earlier quotes that are looked at for who goes on speaking; a longer chain is none."""


class RuleSuggester:
    """Finds quotes by rules. ``judge`` answers what the rules leave open: the model of the package if None."""

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge

    def suggest(self, text: str, speakers: Sequence[Speaker] = ()) -> Suggestions:
        """What is found in ``text``; offsets are its code points."""
        return Suggestions(quotes=suggest_quotes(text, speakers, self._judge))


def suggest_quotes(
    text: str, speakers: Sequence[Speaker] = (), judge: Judge | None = None
) -> tuple[SuggestedQuote, ...]:
    """The quotes of ``text`` by their start, the longer one first; ``speakers`` are those already known."""
    found = [quote for quotes in quotes_by_line(text, speakers, judge) for quote in quotes]
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def quotes_by_line(
    text: str, speakers: Sequence[Speaker] = (), judge: Judge | None = None
) -> Iterator[list[SuggestedQuote]]:
    """The quotes of each line that has some, as soon as they are found."""
    attributing = _Attributing(speakers)
    told = "nothing"
    for line in lines_of(text):
        people = people_of(text, line.paragraph.span.start)
        walk = LineWalk(text, line, people, judge or trained_judge(), told)
        contents = sorted(walk.contents(), key=lambda content: (content.span.start, -content.span.end))
        told = f"before {contents[-1].type.value}" if contents else "nothing"
        if contents:
            yield [attributing.quote(content) for content in contents]


class _Attributing:
    """Gives each content its speaker, in text order, so that a chain goes on."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self.known = {speaker.id for speaker in speakers}
        self.speakers = list(speakers)
        self.made: list[Quote] = []
        self.new: dict[str, str] = {}

    def quote(self, content: Content) -> SuggestedQuote:
        earlier = self.made[-_REMEMBERED:]
        proposal = attributed(content.context, content.cue, content.type, self.speakers, earlier)
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
            Reason(content.rule, _words(content, proposal.cue.span if proposal.cue else None)),
            content.probability,
        )

    def _id(self, choice: SpeakerChoice) -> str:
        if choice.speaker_id is not None:
            return choice.speaker_id
        if choice.name not in self.new:
            self.new[choice.name] = f"new {len(self.new)}"
            self.speakers.append(Speaker(self.new[choice.name], Name(choice.name)))
        return self.new[choice.name]

    def _offered(self, choice: SpeakerChoice) -> SpeakerChoice:
        """The choice with no id where its speaker isn't one of the project's."""
        known = choice.speaker_id in self.known
        return SpeakerChoice(choice.speaker_id if known else None, choice.name, choice.score)


def _words(content: Content, cue: Span | None) -> tuple[Span, ...]:
    """The words that fired the rule: the cue and the complementiser or quotation mark."""
    found = [] if cue is None else [cue]
    if content.context.that is not None:
        found.append(Span(content.context.that.start, content.context.that.end))
    if content.context.pair is not None:
        outer, inner = content.context.pair.outer, content.context.pair.inner
        found.append(Span(outer.start, inner.start))
    return tuple(sorted(span for span in set(found) if len(span)))
