"""Sessions on texts, with seeded ids and a clock that goes on by a second an edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from summit_tui.config import Paths
from summit_tui.model import seeded_ids
from summit_tui.session import Author, Session, open_session

START = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def ticking_clock() -> Callable[[], datetime]:
    """A clock that starts at the same time in every run, and goes on by a second each time it is asked."""
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


def fixed_author(seed: int = 1, name: str = "tester") -> Author:
    """An author whose ids and times are the same in every run."""
    return Author(name, seeded_ids(seed), ticking_clock())


def paths_in(folder: Path) -> Paths:
    """The user's folders, all below ``folder``."""
    return Paths(folder / "data", folder / "config", folder / "state", folder / "cache")


def session_on_text(folder: Path, text: str, *, name: str = "article.txt", seed: int = 1) -> Session:
    """A session on an article with ``text`` in ``folder``."""
    file = folder / name
    file.write_text(text, "utf-8")
    return open_session(file, paths=paths_in(folder / "home"), author=fixed_author(seed))
