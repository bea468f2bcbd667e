"""What ``summit doctor`` prints: what was detected, what was chosen and by whom, what suggestions rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message
from summit_tui.session.tiers.available import TierState
from summit_tui.terminal.clipboard import tools
from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Treatment, Wish, treatment_for
from summit_tui.terminal.wishes import Wishes
from summit_tui.tui.doctor.words import TIERS, chosen, named, tier_told

_DIRECT_COLOURS = 1 << 24
_COLOURS = {"standard": 16, "windows": 16, "256": 256, "truecolor": _DIRECT_COLOURS}
"""How many colours Rich's names stand for."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``asked`` is whether there was a terminal to ask; ``colours`` how many can be shown."""

    terminal: Terminal
    asked: bool
    wishes: Wishes
    locale: str
    colours: int
    copying: tuple[str, ...]
    tiers: tuple[TierState, ...] = ()

    @property
    def treatment(self) -> Treatment:
        """What the app sends this terminal."""
        return treatment_for(self.terminal, self.wishes.decided[0])

    @property
    def utf8(self) -> bool:
        """Whether the locale is one of UTF-8."""
        return self.locale.lower().partition("@")[0].endswith((".utf-8", ".utf8"))

    @classmethod
    def of(
        cls,
        terminal: Terminal,
        wishes: Wishes,
        *,
        asked: bool,
        environment: Mapping[str, str],
        platform: str,
        is_there: Callable[[str], object],
        tiers: Iterable[TierState] = (),
    ) -> Diagnosis:
        """``platform`` is ``sys.platform``; ``is_there`` tells of a program whether it can be run.

        ``tiers`` are what suggestions can rest on.
        """
        names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        copying = ("OSC 52", *(tool.name for tool in tools(environment, platform, is_there)))
        locale = next(filter(None, names), "C")
        return cls(terminal, asked, wishes, locale, colours_in(environment), copying, tuple(tiers))

    def document(self, catalogue: Catalogue) -> dict[str, object]:
        """As JSON has it; only the advice and what is missing are in the catalogue's language."""
        terminal, advice = self.terminal, self.treatment.advice
        return {
            "terminal": terminal.family.value,
            "version": terminal.version,
            "multiplexer": terminal.multiplexer.value if terminal.multiplexer else None,
            "ssh": terminal.remote,
            "browser": terminal.browser,
            "asked": self.asked,
            "answered": terminal.answered,
            "explicit_mode": terminal.explicit_mode,
            "look": self.treatment.way.value,
            "chosen_by": self.wishes.decided[1].value,
            "kept": self.wishes.pick.value if self.wishes.pick is not Wish.AUTO else None,
            "advice": advice.spoken(catalogue.text) if advice is not None else None,
            "locale": self.locale,
            "utf8": self.utf8,
            "colours": self.colours,
            "copying": list(self.copying),
            "tiers": [
                {
                    "tier": state.tier,
                    "used": state.used,
                    "missing": state.missing.spoken(catalogue.text) if state.missing is not None else None,
                }
                for state in self.tiers
            ],
        }

    def rows(self, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
        """As a table has it, in the catalogue's language."""
        text = catalogue.text
        terminal, treatment = self.terminal, self.treatment

        def yes(fact: bool) -> str:  # noqa: FBT001 - it is what is asked
            return text("yes") if fact else text("no")

        yield text("Terminal"), named(terminal).spoken(text)
        yield text("Inside"), terminal.multiplexer.value if terminal.multiplexer else "-"
        yield text("Over ssh"), yes(terminal.remote)
        yield text("In the browser"), yes(terminal.browser)
        yield text("Answers"), self._answers(catalogue)
        yield text("Look"), chosen(treatment.way, self.wishes.decided[1]).spoken(text)
        if treatment.advice is not None:
            yield text("Advice"), treatment.advice.spoken(text)
        yield (
            text("Locale"),
            self.locale if self.utf8 else text("{locale}, which isn't UTF-8", locale=self.locale),
        )
        yield text("Colours"), str(self.colours)
        yield text("Copying"), ", ".join(self.copying)
        for state in self.tiers:
            tier = Message.of(TIERS[state.tier])
            name = Message.of(N_("Suggestions: {tier}"), tier=tier)
            yield f"{name.spoken(text)} ({state.tier})", tier_told(state).spoken(text)

    def _answers(self, catalogue: Catalogue) -> str:
        if self.terminal.explicit_mode:
            told = N_("yes; it can leave the order alone")
        elif self.terminal.answered:
            told = N_("yes; it knows no mode that leaves the order alone")
        else:
            told = N_("none came") if self.asked else N_("not asked: there is no terminal here")
        return catalogue.text(told)


def colours_in(environment: Mapping[str, str]) -> int:
    """How many colours the app shows in a terminal with that environment."""
    from rich.console import Console  # loaded late, as the app does it

    from summit_tui.tui.terminal import hidden_colours

    if environment.get("NO_COLOR"):
        return 2
    console = Console(force_terminal=True, _environ={**environment, **hidden_colours(environment)})
    return _COLOURS.get(console.color_system or "", 2)
