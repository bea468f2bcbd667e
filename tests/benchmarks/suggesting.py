"""How fast quotes are found by rules, on one core: characters a second, the first quote, memory.

Run as ``python tests/benchmarks/suggesting.py [--rounds N] [--starts N] [--json]``. The articles are those of
../shared/corpus, or where that isn't there, paragraphs of the article that comes with the app in ever new
orders. Times are those of the processor, so that what else the machine does weighs little; the first quote
of a process is timed by the clock, from the import on, each time in a new process. What the app feels of it
is how late a clock of a millisecond runs in another thread meanwhile.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from summit_tui.session.bulk.process import seldom_collected  # noqa: E402 - run as a file, too
from tests.benchmarks.bulk import articles  # noqa: E402
from tests.benchmarks.figures import facts  # noqa: E402

AIM = 1_000_000
"""Characters a second on one core."""
SEED = ROOT / "seeds" / "summit-2021.txt"
WARM_UP, IN_A_ROUND, LATER = 60, 60, 500
TICK = 0.001
_FIRST_QUOTE = """
import json, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
begun = time.perf_counter()
from summit_tui.suggest.finding.suggester import quotes_by_line
imported = time.perf_counter()
next(quotes_by_line(text))
found = time.perf_counter()
next(quotes_by_line(text + " "))
print(json.dumps([imported - begun, found - imported, time.perf_counter() - found]))
"""


def characters_a_second(rounds: int) -> list[float]:
    """Over so many groups of articles, none of which was read before."""
    from tests.support.finding import quotes_in

    texts = [article["text"] for article in articles(WARM_UP + rounds * IN_A_ROUND)]
    for text in texts[:WARM_UP]:
        quotes_in(text)
    rates = []
    with seldom_collected():
        for number in range(rounds):
            group = islice(texts, WARM_UP + number * IN_A_ROUND, WARM_UP + (number + 1) * IN_A_ROUND)
            characters, begun = 0, time.process_time()
            for text in group:
                quotes_in(text)
                characters += len(text)
            rates.append(characters / (time.process_time() - begun))
    return rates


def first_quote() -> tuple[float, float, float]:
    """Seconds of a new process: for the import, for the first quote of the seed, for that of another text."""
    command = [sys.executable, "-c", _FIRST_QUOTE, str(SEED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    imports, first, second = json.loads(done.stdout)
    return imports, first, second


def memory() -> tuple[float, float]:
    """Megabytes resident at the most, after some articles and after many more."""
    command = [sys.executable, __file__, "--memory"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    after_some, after_many = json.loads(done.stdout)
    return after_some, after_many


def _memory() -> list[float]:
    from tests.support.finding import quotes_in

    most = []
    for number, article in enumerate(articles(WARM_UP + LATER), 1):
        quotes_in(article["text"])
        if number in (WARM_UP, WARM_UP + LATER):
            most.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return most


def lateness() -> list[float]:
    """How late each tick of a clock of a millisecond was while another thread read articles, in seconds."""
    from tests.support.finding import quotes_in

    texts = [article["text"] for article in articles(WARM_UP)]
    reading = threading.Thread(target=lambda: [quotes_in(text) for text in texts])
    reading.start()
    late = []
    while reading.is_alive():
        begun = time.perf_counter()
        time.sleep(TICK)
        late.append(time.perf_counter() - begun - TICK)
    return late


def measured(rounds: int, starts: int) -> dict[str, object]:
    """All figures."""
    rates = characters_a_second(rounds)
    imports, first, second = zip(*(first_quote() for _ in range(starts)), strict=True)
    late = sorted(lateness())
    some, many = memory()
    return {
        "characters a second": {
            "median": round(statistics.median(rates)),
            "least": round(min(rates)),
            "most": round(max(rates)),
            "rounds": rounds,
            "aim": AIM,
        },
        "first quote, milliseconds": {
            "import": _milliseconds(imports),
            "the first of a process": _milliseconds(first),
            "of another article": _milliseconds(second),
            "starts": starts,
        },
        "lateness of another thread, milliseconds": {
            "median": round(1000 * late[len(late) // 2], 1),
            "p99": round(1000 * late[int(0.99 * len(late))], 1),
            "most": round(1000 * late[-1], 1),
        },
        "memory, megabytes": {
            f"after {WARM_UP} articles": round(some, 1),
            f"after {WARM_UP + LATER} articles": round(many, 1),
        },
    }


def _milliseconds(seconds: Sequence[float]) -> str:
    median, least, most = statistics.median(seconds), min(seconds), max(seconds)
    return f"{1000 * median:.1f} ({1000 * least:.1f}–{1000 * most:.1f})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=10, help="groups of articles to time")
    parser.add_argument("--starts", type=int, default=7, help="processes to start for the first quote")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.memory:
        print(json.dumps(_memory()))
        return 0
    where, figures = facts(), measured(options.rounds, options.starts)
    if options.json:
        print(json.dumps({"facts": where, "figures": figures}, ensure_ascii=False, indent=2))
        return 0
    print(", ".join(f"{name} {value}" for name, value in where.items()))
    for name, values in figures.items():
        print(f"{name}: {values}" if not isinstance(values, dict) else _line(name, values))
    return 0


def _line(name: str, values: dict[str, object]) -> str:
    parts = (
        f"{what} {value:,}" if isinstance(value, int) else f"{what} {value}" for what, value in values.items()
    )
    return f"{name}: " + ", ".join(parts)


if __name__ == "__main__":
    sys.exit(main())
