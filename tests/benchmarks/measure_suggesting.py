"""How soon the first suggestion of an opened article stands on the screen, counted from its text.

Times are taken outside the app, on a pseudo-terminal: from the last byte of the first frame with the text to
the first byte of a suggestion (the dotted bar beside it).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.bench import APP, FRAME_PAUSE, Program  # noqa: E402 - run as a file, too
from tests.terminals.pseudo import PseudoTerminal  # noqa: E402

LIMIT = 0.1
"""Seconds from the text to the first suggestion, at the most."""
SUGGESTED = "┊".encode()
"""What stands beside each line with a suggestion."""


def seconds_to_first_suggestion(program: Program = APP, arguments: Sequence[str] = ()) -> float:
    """Opens the app once. Raises ``RuntimeError`` where no suggestion comes within 10 s."""
    with tempfile.TemporaryDirectory(prefix="summit-suggesting-") as home:
        environment = {"HOME": home, "PYTHONPATH": str(ROOT)}
        with PseudoTerminal([*program.command, *arguments], environment=environment) as terminal:
            while not program.is_readable(terminal.written):
                terminal.read(1)
            seen = time.perf_counter()
            painted = terminal.last_byte(quiet=FRAME_PAUSE) or seen
            while SUGGESTED not in terminal.written:
                if time.perf_counter() > painted + 10:
                    raise RuntimeError("no suggestion came")
                terminal.read(0.01)
            return time.perf_counter() - painted


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=12, help="starts of the app")
    options = parser.parse_args(arguments)
    seconds_to_first_suggestion()  # what the first start compiles and reads isn't counted
    times = sorted(1000 * seconds_to_first_suggestion() for _ in range(options.rounds))
    print(
        f"text to first suggestion, milliseconds: median {statistics.median(times):.0f}, "
        f"{times[0]:.0f}–{times[-1]:.0f}; limit {1000 * LIMIT:.0f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
