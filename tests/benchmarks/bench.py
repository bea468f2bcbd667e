"""Starts and key presses of the app beside the least possible Textual program (``make bench``).

Both run on the same pseudo-terminal of 80×24 cells, in turns, so that what else the machine does weighs on
both alike. Times are taken outside the programs: from just before exec, or just before the key is written, to
the last byte that came before the program fell silent.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.figures import Comparison, Figure, facts, table  # noqa: E402 - run as a file, too
from tests.terminals.pseudo import PseudoTerminal  # noqa: E402

LEFT, DOWN = b"\x1b[D", b"\x1b[B"
FRAME_PAUSE = 0.01
"""Seconds without a byte after which a frame is taken to be complete: its bytes follow one another within
a millisecond, and the next frame comes 15 to 30 milliseconds later."""
QUIET = 0.1
"""Seconds without a byte after which a program is taken to have done all that a key asked of it."""
LIMITS = {"start to readable text": 1.5, "caret step": 1.6, "line down": 2.5}
PRESENTATION_FORMS = range(0xFE70, 0xFEFD)


@dataclass
class Samples:
    """What was measured of one program, in seconds."""

    readable: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    downs: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Program:
    """A program to measure, and how one sees that its text stands on the screen."""

    command: Sequence[str]
    article: bool

    def is_readable(self, written: bytes) -> bool:
        """Whether an article's screen of joined letters, or the label, has been written."""
        if not self.article:
            return b"readable" in written
        text = written.decode("utf-8", errors="ignore")
        return sum(ord(character) in PRESENTATION_FORMS for character in text) >= 400


APP = Program([sys.executable, "-m", "summit_tui"], article=True)
LEAST = Program([sys.executable, str(Path(__file__).with_name("least.py"))], article=False)


def measure(program: Program, steps: int, downs: int) -> Samples:
    """One start, then ``steps`` presses of the left arrow and ``downs`` of the one down.

    Raises ``TerminalError`` where the program ends, and ``RuntimeError`` where it doesn't answer a key.
    """
    samples = Samples()
    with tempfile.TemporaryDirectory(prefix="summit-bench-") as home:
        environment = {"HOME": home, "PYTHONPATH": str(ROOT)}
        with PseudoTerminal(program.command, environment=environment) as terminal:
            samples.readable.append(_readable(program, terminal) - terminal.started)
            last = terminal.last_byte(quiet=0.5)
            settled = samples.readable[0] if last is None else last - terminal.started
            samples.settled.append(settled)
            samples.steps.extend(_press(terminal, LEFT, steps))
            samples.downs.extend(_press(terminal, DOWN, downs))
    return samples


def _readable(program: Program, terminal: PseudoTerminal) -> float:
    deadline = time.perf_counter() + 30
    while not program.is_readable(terminal.written):
        if time.perf_counter() > deadline:
            raise RuntimeError(f"no readable text in 30 s; the program wrote {terminal.written[-1000:]!r}")
        terminal.read(1)
    now = time.perf_counter()
    return terminal.last_byte(quiet=FRAME_PAUSE) or now


def _press(terminal: PseudoTerminal, key: bytes, times: int) -> list[float]:
    seconds = []
    for number in range(times):
        time.sleep(random.uniform(0, 0.02))  # so that keys don't fall into step with the program's own clock
        sent = terminal.send(key)
        last = terminal.last_byte(quiet=QUIET)
        if last is None:
            raise RuntimeError(f"key {key!r}, press {number + 1}: nothing was written")
        seconds.append(last - sent)
    return seconds


def compare(rounds: int, steps: int, downs: int) -> list[Comparison]:
    """The app and the least program in turns, ``rounds`` starts each with so many presses of each key."""
    for program in (APP, LEAST):
        measure(program, 1, 1)  # what the first start after an installation compiles and reads isn't counted
    app, least = Samples(), Samples()
    for number in range(rounds):
        pair = [(APP, app), (LEAST, least)]
        for program, samples in pair if number % 2 == 0 else reversed(pair):
            one = measure(program, steps, downs)
            samples.readable.extend(one.readable)
            samples.settled.extend(one.settled)
            samples.steps.extend(one.steps)
            samples.downs.extend(one.downs)
    its_key = Figure.of(least.steps + least.downs)
    rows = [
        ("start to readable text", app.readable, Figure.of(least.readable)),
        ("start to the last byte", app.settled, Figure.of(least.settled)),
        ("caret step", app.steps, its_key),
        ("line down", app.downs, its_key),
    ]
    return [Comparison(name, Figure.of(ours), theirs, LIMITS.get(name)) for name, ours, theirs in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=12, help="starts of each program")
    parser.add_argument("--steps", type=int, default=10, help="caret steps after each start")
    parser.add_argument("--downs", type=int, default=30, help="lines down after each start")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args(arguments)
    where = facts()
    comparisons = compare(options.rounds, options.steps, options.downs)
    if options.json:
        document = {"facts": where, "comparisons": [comparison.as_document() for comparison in comparisons]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print(", ".join(f"{name} {value}" for name, value in where.items()))
        print(table(comparisons))
    return 0


if __name__ == "__main__":
    sys.exit(main())
