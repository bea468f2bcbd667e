"""Trains the weights by which an article is said to deal with a topic, from annotated articles.

Run as ``python tools/train_topics.py FOLDER… [--out FILE]``. Each folder holds documents of the contract.
Every article makes an example for each topic that comes with the app. One logistic regression for all topics
is fitted by Newton's method with a penalty on the squares of its weights. Printed is what it reaches on each
folder, with each article judged by weights that were trained without its outlet, too, and how often what it
is so and so sure of is right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outlets import outlets_of, said_in

from summit_tui.config.assets import label_set
from summit_tui.session.lexicons import with_terms
from summit_tui.suggest.topics import compiled
from summit_tui.suggest.topics.judging import BIAS, SURE_ENOUGH, WEIGHTS, features, probability

PENALTY = 0.3
ROUNDS = 30
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Example:
    """An article and a topic: what is looked at (``None``: nothing of it is there), and the right answer."""

    folder: str
    file: str
    article: str
    outlet: str
    topic: str
    looked_at: dict[str, float] | None
    answer: bool


def examples_in(folders: Iterable[Path]) -> Iterator[Example]:
    """The examples of all documents in ``folders``: of each article one for each topic."""
    topics = with_terms(label_set())
    lexicon = compiled(topics)
    read = [
        (path, article)
        for folder in folders
        for path in sorted(folder.glob("*.json"))
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]
    ]
    outlets = outlets_of([said_in(article) for _, article in read])
    for (path, article), outlet in zip(read, outlets, strict=True):
        text = article["text"]
        right = {tag["id"] for tag in article["topics"]}
        found = lexicon.verdicts(text)
        for topic in topics:
            looked_at = features(text, found[topic.id].hits) if topic.id in found else None
            place = (path.parent.name, path.name, article["id"], outlet)
            yield Example(*place, topic.id, looked_at, topic.id in right)


def fitted(examples: Iterable[Example]) -> dict[str, float]:
    """The weights of the regression."""
    rows = [(example.looked_at, example.answer) for example in examples if example.looked_at is not None]
    names = [BIAS, *sorted(rows[0][0])]
    weights = [0.0] * len(names)
    for _ in range(ROUNDS):
        slope = [PENALTY * weight if place else 0.0 for place, weight in enumerate(weights)]
        bend = [
            [(PENALTY if row and row == column else 0.0) for column in range(len(names))]
            for row in range(len(names))
        ]
        for looked_at, answer in rows:
            values = [1.0, *(looked_at[name] for name in names[1:])]
            sure = probability(looked_at, dict(zip(names, weights, strict=True)))
            for row, value in enumerate(values):
                slope[row] += (sure - answer) * value
                for column, other in enumerate(values):
                    bend[row][column] += sure * (1 - sure) * value * other
        steps = solved(bend, slope)
        weights = [weight - step for weight, step in zip(weights, steps, strict=True)]
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The vector that ``matrix`` turns into ``right`` (Gauss and Jordan, with pivots)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for other in range(size):
            if other != place:
                share = rows[other][place]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[size] for row in rows]


def f1(judged: Iterable[tuple[Example, float]]) -> str:
    """Precision, recall and F1 of what is suggested."""
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    for example, sure in judged:
        counts[sure >= SURE_ENOUGH, example.answer] += 1
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    share = 2 * right / max(1, 2 * right + wrong + missed)
    return f"F1 {share:.3f} (right {right}, wrong {wrong}, missed {missed})"


def without_their_outlet(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with how sure weights are of it that were trained without its outlet."""
    judged = []
    for name in sorted({example.outlet for example in examples}):
        weights = fitted(example for example in examples if example.outlet != name)
        judged += [
            (example, probability(example.looked_at, weights))
            for example in examples
            if example.outlet == name
        ]
    return judged


def report(examples: Sequence[Example], weights: Weights) -> None:
    """Prints the figures and every error."""
    unseen = without_their_outlet(examples)
    for folder in sorted({example.folder for example in examples}):
        here = [example for example in examples if example.folder == folder]
        print(f"{folder}: {f1((one, probability(one.looked_at, weights)) for one in here)}")
        print(f"  outlets left out: {f1(entry for entry in unseen if entry[0].folder == folder)}")
    for example, sure in sorted(unseen, key=lambda entry: entry[1]):
        if (sure >= SURE_ENOUGH) != example.answer:
            kind = "missed" if example.answer else "wrong"
            print(f"  {kind} {example.folder}/{example.file} {example.topic} {sure:.2f} {example.looked_at}")
    for number in range(10):
        rows = [entry for entry in unseen if entry[0].looked_at and min(9, int(entry[1] * 10)) == number]
        if rows:
            mean = sum(sure for _, sure in rows) / len(rows)
            share = sum(example.answer for example, _ in rows) / len(rows)
            print(f"sure from {number / 10:.1f}: {len(rows):3}, mean {mean:.2f}, right {share:.2f}")


def main() -> int:
    """Trains, reports, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    examples = list(examples_in(arguments.folders))
    weights = fitted(examples)
    report(examples, weights)
    arguments.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
