"""Measures what is suggested on articles whose outlet the weights were not trained on.

Run as ``python tools/measure_finding.py [--gold FOLDER]… [--more FOLDER]…``: the articles of the gold
folders are measured, those of the others only train. Of each figure of ``summit evaluate`` it prints the
value by rules alone, with all weights, with each outlet left out of the training in turn, and where the
last lies in 95 of 100 samples of the articles (bootstrap).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

import train_topics
from outlets import outlets_of
from train_finding import Example, examples_of, trained

from summit_tui.agreement import Counts, Figures, Share, interval
from summit_tui.config.assets import label_set
from summit_tui.formats.reading import ReadDocument, read_document
from summit_tui.session.evaluation import evaluated
from summit_tui.session.lexicons import with_terms
from summit_tui.suggest.finding.judging import Matter, Question
from summit_tui.suggest.finding.model import LinearJudge, trained_judge
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.topics.judging import SURE_ENOUGH


class RulesAlone:
    """Answers what the rules leave open as rules would: yes, where nothing plain speaks against it.

    A clause with a cue and a source are content, quotation marks are where they don't look like a name or a
    cue is near, a colon is behind whom it names; content is nobody else's within somebody's words; a clause
    reaches to the end of its sentence.
    """

    def probability(self, question: Question) -> float:
        """1 or 0."""
        features = set(question.features)
        match question.matter:
            case Matter.PAIR:
                near = {"speech True cue before", "speech True cue after", "speech True cue none"}
                return float(bool(features & near))
            case Matter.COLON:
                return float(
                    any(one.startswith(("named name", "named title", "named body")) for one in features)
                )
            case Matter.WHOLE:
                return float("stop True" in features)
            case Matter.NESTED:
                return 0.0
        return 1.0

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """The last place."""
        return len(questions) - 1, 1.0

    def certainty(self, probability: float) -> float:
        """The same."""
        return probability


def documents(folder: Path) -> list[ReadDocument]:
    """The documents of a folder."""
    return [read_document(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def examples(document: ReadDocument) -> Iterable[Example]:
    """What the walk asks of the document's articles, with the right answers."""
    for article in document.articles:
        records = [(quote.start, quote.end) for quote in document.quotes if quote.article == article.id]
        yield from examples_of(document.texts[article.sha256], records)


def measured(document: ReadDocument, suggester: RuleSuggester) -> list[Figures]:
    """The figures of each article of the document."""
    return [one.figures for one in evaluated(document, suggester, with_terms(label_set()))]


def unseen(gold: list[ReadDocument], more: list[ReadDocument], folders: Sequence[Path]) -> list[Figures]:
    """The figures of each gold article, by weights that were trained without any article of its outlet.

    ``folders`` hold all documents: from them topics are learned and left out in the same way.
    """
    read = [(document, article) for document in (*gold, *more) for article in document.articles]
    outlets = outlets_of([(article.source.outlet, article.source.url) for _, article in read])
    of_document = {id(document): name for (document, _), name in zip(read, outlets, strict=True)}
    known: dict[str, list[Example]] = defaultdict(list)
    for document in (*gold, *more):
        known[of_document[id(document)]].extend(examples(document))
    topics = topics_unseen(folders)
    found: list[Figures] = []
    for name in sorted({of_document[id(document)] for document in gold}):
        others = (example for other, rows in known.items() if other != name for example in rows)
        suggester = RuleSuggester(LinearJudge(trained(others)))
        for document in gold:
            if of_document[id(document)] == name:
                figures = zip(document.articles, measured(document, suggester), strict=True)
                found += [replace(one, topics=topics[article.id]) for article, one in figures]
    return found


def topics_unseen(folders: Sequence[Path]) -> dict[str, Counts]:
    """What is counted of the topics of each article, by its id, by weights trained without its outlet."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for example, sure in train_topics.without_their_outlet(list(train_topics.examples_in(folders))):
        found = sure >= SURE_ENOUGH
        counts[example.article] += Counts(found and example.answer, found, example.answer)
    return counts


def picked(name: str) -> Callable[[Figures], Counts | Share]:
    """What takes the figure of that name out of all."""
    return lambda figures: getattr(figures, name)


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", action="append", type=Path, default=[])
    parser.add_argument("--more", action="append", type=Path, default=[])
    arguments = parser.parse_args()
    gold = [document for folder in arguments.gold for document in documents(folder)]
    more = [document for folder in arguments.more for document in documents(folder)]
    whole = [one for document in gold for one in measured(document, RuleSuggester(trained_judge()))]
    rules = [one for document in gold for one in measured(document, RuleSuggester(RulesAlone()))]
    left_out = unseen(gold, more, [*arguments.gold, *arguments.more])
    print(f"{'':14} rules alone   all weights   outlet left out")
    for field in fields(Figures):
        pick = picked(field.name)
        low, high = interval(left_out, pick)
        alone, seen, value = (pick(sum(found, Figures())).value for found in (rules, whole, left_out))
        print(f"{field.name:14} {alone:11.3f} {seen:13.3f}   {value:.3f} ({low:.3f} to {high:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
