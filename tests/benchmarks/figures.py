"""Figures from samples: median, 95th percentile, range, and the ratios that have been promised."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """What a program needed for one thing, in milliseconds; ``samples`` is how often it was measured."""

    samples: int
    median: float
    p95: float
    least: float
    most: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Figure:
        """Of at least one sample, in seconds. The 95th percentile is the nearest rank, never interpolated."""
        milliseconds = sorted(value * 1000 for value in seconds)
        rank = math.ceil(0.95 * len(milliseconds)) - 1
        middle = statistics.median(milliseconds)
        return cls(len(milliseconds), middle, milliseconds[rank], milliseconds[0], milliseconds[-1])


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing measured in the app and in the least program; ``limit`` bounds the ratio of the medians."""

    name: str
    app: Figure
    least: Figure
    limit: float | None

    @property
    def ratio(self) -> float:
        return self.app.median / self.least.median

    @property
    def verdict(self) -> str:
        """``PASS`` or ``MISS``, or nothing where no limit was promised."""
        if self.limit is None:
            return ""
        return "PASS" if self.ratio <= self.limit else "MISS"

    def as_document(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio, "verdict": self.verdict}


def facts() -> dict[str, object]:
    """Where and when it was measured; nothing that names a person, a machine or a path."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "textual": version("textual"),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def table(comparisons: Sequence[Comparison]) -> str:
    """The comparisons as lines of text, times in milliseconds."""
    lines = [
        f"{'milliseconds':26} {'median':>8} {'p95':>8} {'min–max':>15} {'n':>5} {'ratio':>7} {'limit':>6}"
    ]
    for comparison in comparisons:
        limit = f"{comparison.limit:g} ×" if comparison.limit else ""
        verdict = f" {comparison.ratio:5.2f} × {limit:>6} {comparison.verdict}".rstrip()
        lines.append(_row(comparison.name, comparison.app) + verdict)
        lines.append(_row("  the least program", comparison.least))
    return "\n".join(lines)


def _row(name: str, figure: Figure) -> str:
    spread = f"{figure.least:.1f}–{figure.most:.1f}"
    return f"{name:26} {figure.median:8.1f} {figure.p95:8.1f} {spread:>15} {figure.samples:5}"
