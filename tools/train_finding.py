"""Trains the weights with which quotes are found, from annotated articles.

Run as ``python tools/train_finding.py FOLDER… [--out FILE]``. Each folder holds documents of the contract,
one or more articles each. The walk over each article is answered from the annotations, and what it asks,
with the answer, becomes an example. A logistic regression for each kind of question is fitted by AdaGrad
with a penalty on the squares of the weights, which are averaged over its second half; small ones are
dropped and the others rounded. How sure a content is, is calibrated on articles whose outlet was left out.
Where camel-tools' morphology is installed, the weights for what it sees are trained too.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from outlets import outlets_of, said_in

from summit_tui.arabic.morphology.words import Morphology
from summit_tui.config import Paths
from summit_tui.model import SummitError
from summit_tui.session.tiers.morphology import load
from summit_tui.suggest.finding.judging import Matter, Question
from summit_tui.suggest.finding.lines import lines_of
from summit_tui.suggest.finding.model import CALIBRATION, WEIGHTS, LinearJudge
from summit_tui.suggest.finding.seeing import SeeingJudge
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.finding.walk import LineWalk
from summit_tui.suggest.morphological import WEIGHTS as SEEING_WEIGHTS
from summit_tui.suggest.morphological import SeeingSuggester

Record = tuple[int, int]
"""First start and last end."""
Row = tuple[Sequence[str], bool]
"""Features and the right answer."""
Example = tuple[str, Sequence[str], bool]
"""A matter, features, the right answer."""

Read = tuple[dict[str, Any], Sequence[Record], Sequence[Example]]
"""An article, its records, and the examples that the walk over it gives."""

LEAST_SEEN = 2
LEAST_WEIGHT = 0.02
ORDERS = 4
ROUNDS = 16
RATE = 0.2
PENALTY = 0.005


class Teacher:
    """Answers from the annotations of an article, and keeps the examples."""

    def __init__(self, text: str, records: Iterable[Record]) -> None:
        self.text = text
        self.starts: dict[int, int] = {}
        for start, end in sorted(records, key=lambda record: record[1] - record[0]):
            self.starts[start] = end
        self.examples: list[Example] = []
        self.lost = 0

    def probability(self, question: Question) -> float:
        """Certainty, either way."""
        answer = self._answer(question)
        self.examples.append((str(question.matter), question.features, answer))
        return 1.0 if answer else 0.0

    def _answer(self, question: Question) -> bool:
        offsets = [question.offset]
        while self.text[offsets[-1] : offsets[-1] + 1].isspace():
            offsets.append(offsets[-1] + 1)
        if question.start is not None:
            offsets.append(question.start)
        return any(offset in self.starts for offset in offsets)

    def certainty(self, probability: float) -> float:
        """The same: the teacher knows."""
        return probability

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """The end that is right, or the nearest one."""
        end = self.starts.get(questions[0].start or 0)
        fitting = [index for index, question in enumerate(questions) if question.offset == end]
        if not fitting:
            self.lost += 1
            nearest = min(range(len(questions)), key=lambda index: abs(questions[index].offset - (end or 0)))
            return nearest, 1.0
        for index, question in enumerate(questions[: fitting[0] + 1]):
            if index + 1 < len(questions):
                self.examples.append((str(Matter.END), question.features, index == fitting[0]))
        return fitting[0], 1.0


def articles(folder: Path) -> Iterator[tuple[str, dict[str, Any], list[Record]]]:
    """The text and the records, as first start and last end, of each article in a folder."""
    for path in sorted(folder.glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            records = [
                (quote["content"][0]["start"], quote["content"][-1]["end"]) for quote in article["quotes"]
            ]
            yield path.stem, article, records


def examples_of(text: str, records: Iterable[Record], morphology: Morphology | None = None) -> list[Example]:
    """What the walk asks of one article, with the right answers; with what ``morphology`` sees."""
    teacher = Teacher(text, records)
    told = "nothing"
    for line in lines_of(text):
        judge = teacher if morphology is None else SeeingJudge(teacher, morphology, text, line)
        walk = LineWalk(text, line, judge, told)
        contents = sorted(walk.contents(), key=lambda content: content.span.start)
        told = f"before {contents[-1].type.value}" if contents else "nothing"
    return teacher.examples


def trained(examples: Iterable[Example]) -> dict[str, dict[str, float]]:
    """Weights for each matter from examples (matter, features, answer)."""
    by_matter: dict[str, list[Row]] = defaultdict(list)
    for matter, features, answer in examples:
        by_matter[matter].append((features, answer))
    return {matter: averaged(rows) for matter, rows in sorted(by_matter.items())}


def averaged(rows: Sequence[Row]) -> dict[str, float]:
    """The mean of the weights of some fits, each of which takes the examples in another order."""
    sums: Counter[str] = Counter()
    for seed in range(ORDERS):
        sums.update(fitted(rows, seed))
    means = {feature: total / ORDERS for feature, total in sorted(sums.items())}
    return {feature: round(weight, 2) for feature, weight in means.items() if abs(weight) >= LEAST_WEIGHT}


def fitted(rows: Sequence[Row], seed: int) -> dict[str, float]:
    """The weights of one logistic regression."""
    seen = Counter(feature for features, _ in rows for feature in set(features))
    rows = [
        (sorted(feature for feature in set(features) if seen[feature] >= LEAST_SEEN), answer)
        for features, answer in rows
    ]
    share = min(max(sum(answer for _, answer in rows) / len(rows), 0.01), 0.99)
    weights: dict[str, float] = defaultdict(float)
    weights[""] = math.log(share / (1 - share))
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    sums: dict[str, float] = defaultdict(float)
    second_half = range(ROUNDS // 2, ROUNDS)
    shuffle = random.Random(seed)
    for number in range(ROUNDS):
        shuffle.shuffle(rows)
        for features, answer in rows:
            total = weights[""] + sum(weights[feature] for feature in features)
            slip = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - answer
            for feature in features:
                slope = slip + PENALTY * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= RATE * slope / math.sqrt(squares[feature])
            weights[""] -= 0.01 * slip
        if number in second_half:
            for feature, weight in weights.items():
                sums[feature] += weight / len(second_half)
    return sums


def left_out(read: Sequence[Read]) -> Iterator[tuple[str, Read, LinearJudge]]:
    """Each article with a model trained without any article of its outlet."""
    outlets = outlets_of([said_in(article) for article, _, _ in read])
    for name in sorted(set(outlets)):
        others = (entry for entry, own in zip(read, outlets, strict=True) if own != name)
        judge = LinearJudge(trained(example for _, _, examples in others for example in examples))
        yield from ((name, entry, judge) for entry, own in zip(read, outlets, strict=True) if own == name)


def calibrated(scored: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Slope and constant that turn the log odds of scores into how often they are right (Platt 1999)."""
    slope, constant = 1.0, 0.0
    rows = [(math.log(p / (1 - p)), good) for p, good in ((min(max(p, 0.001), 0.999), g) for p, g in scored)]
    for _ in range(3000):
        slips = [(1 / (1 + math.exp(-(slope * odds + constant))) - good, odds) for odds, good in rows]
        slope -= 0.1 * sum(slip * odds for slip, odds in slips) / len(rows)
        constant -= 0.1 * sum(slip for slip, _ in slips) / len(rows)
    return {"": round(constant, 3), "slope": round(slope, 3)}


def on_unseen(read: Sequence[Read], morphology: Morphology | None = None) -> list[tuple[float, bool]]:
    """Scores, and whether content was exact, on articles of outlets left out; prints exact F1 by outlet."""
    scored: list[tuple[float, bool]] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, (article, records, _), judge in left_out(read):
        suggester = RuleSuggester(judge) if morphology is None else SeeingSuggester(morphology, judge)
        quotes = suggester.suggest(article["text"]).quotes
        wanted = set(records)
        right = [(quote.score, (quote.start, quote.end) in wanted) for quote in quotes]
        scored += right
        counts[name] += Counter(found=len(quotes), wanted=len(records), right=sum(good for _, good in right))
    for name, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        share = 2 * count["right"] / max(1, count["found"] + count["wanted"])
        print(f"{name:24} {count['wanted']:5} records, exact content F1 {share:.3f} without its outlet")
    return scored


def table(scored: Sequence[tuple[float, bool]], scale: dict[str, float]) -> None:
    """Prints how often content of each calibrated score is exact."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, good in scored:
        sure = LinearJudge({CALIBRATION: scale}).certainty(score)
        bins[min(9, int(sure * 10))].append((sure, good))
    for number, rows in sorted(bins.items()):
        mean, share = sum(sure for sure, _ in rows) / len(rows), sum(good for _, good in rows) / len(rows)
        print(f"score from {number / 10:.1f}: {len(rows):5}, mean {mean:.2f}, exact {share:.2f}")


def main() -> int:
    """Trains, measures on outlets left out, writes the weights, and prints how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--out-morphology", type=Path, default=SEEING_WEIGHTS)
    arguments = parser.parse_args()
    train(arguments.folders, arguments.out, None)
    try:
        morphology = load(Paths.of(os.environ), os.environ)
    except SummitError:
        print("There is no morphology: its weights stay as they are.")
        return 0
    train(arguments.folders, arguments.out_morphology, morphology)
    return 0


def train(folders: Sequence[Path], out: Path, morphology: Morphology | None) -> None:
    """Trains, measures and writes one file of weights."""
    read = [
        (article, records, examples_of(article["text"], records, morphology))
        for folder in folders
        for _, article, records in articles(folder)
    ]
    scored = on_unseen(read, morphology)
    examples = [example for _, _, found in read for example in found]
    weights = trained(examples)
    weights[CALIBRATION] = calibrated(scored)
    table(scored, weights[CALIBRATION])
    counts = Counter(matter for matter, _, _ in examples)
    out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for matter, count in sorted(counts.items()):
        print(f"{matter:12} {count:6} examples, {len(weights[matter]):6} weights")


if __name__ == "__main__":
    sys.exit(main())
