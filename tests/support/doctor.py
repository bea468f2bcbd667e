"""The doctor's page without a terminal: an app on it, and the rows that it sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.strip import Strip

from summit_tui.i18n import load_catalogue
from summit_tui.session.tiers.available import TierState
from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Wish
from summit_tui.terminal.wishes import Said, Wishes
from summit_tui.tui.doctor.app import DoctorApp
from tests.support.driving import settle, strips


def doctor_app(
    terminal: Terminal,
    *,
    language: str = "en",
    wishes: Wishes | None = None,
    keep: Callable[[Wish], None] = lambda _: None,
    said: Said | None = None,
    tiers: Sequence[TierState] = (),
) -> DoctorApp:
    """The doctor in ``terminal``; what is kept goes nowhere unless ``keep`` takes it."""
    return DoctorApp(load_catalogue(language), terminal, wishes or Wishes(), keep, tiers, said=said)


async def doctor_strips(
    terminal: Terminal, size: tuple[int, int] = (80, 24), *, language: str = "en"
) -> list[Strip]:
    """The whole page in ``terminal``, row by row, in ``size`` columns and rows."""
    app = doctor_app(terminal, language=language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        return strips(app)
