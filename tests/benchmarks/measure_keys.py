"""How many keys a quote takes: the seed article, and articles that no proposal was tuned to.

Run as ``python tests/benchmarks/measure_keys.py [FOLDER]``; FOLDER (default: ``../shared/gold`` beside the
checkout) holds the other articles as annotated by hand. Each article is annotated from its first quote to
its last as in ``tests/support/annotator.py``: with the fewest movements, in a project without speakers, by
what is proposed where that is right and by typing where it isn't. Keys are counted by what they are for:

- reach: from the quote before to the first letter of this one;
- select: the words of the quote;
- finish: from the selection to the quote with its type and speakers;
- correct: cue and mention, where those proposed don't touch the right ones.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from tests.support.annotator import Annotator, Work, wanted_in  # noqa: E402 - run as a script, too
from tests.support.sessions import session_on_text  # noqa: E402

SEED = HERE / "tests" / "golden" / "gold-seed.json"
OTHERS = ("d00", "d03", "d10", "d25", "d33", "d41", "n00", "n13", "n20")
MOST = 5
"""Keys that a quote may take from its selection until it is finished and attributed."""

PARTS = ("reach", "select", "finish", "correct")


@dataclass(frozen=True)
class Counts:
    """The keys of each quote of an article, or of several."""

    name: str
    works: Sequence[Work]

    def part(self, name: str) -> list[int]:
        """The keys of each quote for one purpose, or for all of them together: ``keys``."""
        return [len(getattr(work, name)) for work in self.works]

    @property
    def over(self) -> int:
        """Quotes that take more than ``MOST`` keys from their selection until they are finished."""
        return sum(keys > MOST for keys in self.part("finish"))


def p95(values: Iterable[int]) -> int:
    """The 95th percentile by nearest rank."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def count(file: Path) -> Counts:
    """Annotates the article of a document in a new project, as the document has it."""
    document = json.loads(file.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="summit-keys-") as folder:
        session = session_on_text(Path(folder), document["articles"][0]["text"])
        annotator = Annotator(session)
        works = [annotator.annotate(wanted) for wanted in wanted_in(document)]
        session.close()
    return Counts(file.stem, works)


def table(counted: Iterable[Counts]) -> Iterable[str]:
    """A line an article: median and 95th percentile of each part, and the most keys to finish."""
    yield (
        f"{'article':14}{'quotes':>7}{'keys':>12}"
        + "".join(f"{part:>11}" for part in PARTS)
        + (f"{'finish most':>13}{'over ' + str(MOST):>8}")
    )
    for one in counted:
        cells = [
            f"{statistics.median(one.part(part)):g} / {p95(one.part(part))}" for part in ("keys", *PARTS)
        ]
        yield (
            f"{one.name:14}{len(one.works):7}{cells[0]:>12}"
            + "".join(f"{cell:>11}" for cell in cells[1:])
            + f"{max(one.part('finish')):13}{one.over:8}"
        )


def together(name: str, counted: Iterable[Counts]) -> Counts:
    """The quotes of several articles as one."""
    return Counts(name, [work for one in counted for work in one.works])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / "shared" / "gold")
    given = parser.parse_args(arguments)
    files = [given.folder / f"{name}.json" for name in OTHERS]
    if missing := [file.name for file in files if not file.is_file()]:
        print(f"not in {given.folder}: {', '.join(missing)}", file=sys.stderr)
        files = []
    seed = count(SEED)
    counted = [count(file) for file in files]
    print("keys a quote, median / 95th percentile")
    print("\n".join(table([seed, *counted, *([together("all others", counted)] if counted else [])])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
