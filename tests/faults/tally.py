"""How much was tried, of what, and found as it has to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Figures by what was done. ``tally("kill -9 of the app", trials=50, acknowledged=300)`` adds some.

    To be called once everything was found as it has to be.
    """

    figures: dict[str, Counter[str]] = field(default_factory=dict)

    def __call__(self, what: str, **counts: int) -> None:
        self.figures.setdefault(what, Counter()).update(counts)

    def lines(self) -> Iterator[str]:
        """What there is to print, a line for each kind."""
        for what, counts in sorted(self.figures.items()):
            told = (f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
            yield f"{what}: {', '.join(told)}"
