"""What was detected and chosen, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.terminal.identity import Family, Terminal
from summit_tui.terminal.treatment import Wish, treatment_for
from summit_tui.terminal.wishes import Origin

if TYPE_CHECKING:
    from summit_tui.session.tiers.available import TierState

ORIGINS: Final[Mapping[Origin, str]] = MappingProxyType(
    {
        Origin.OPTION: N_("by the option --terminal-bidi"),
        Origin.SETTING: N_("by the setting terminal_bidi"),
        Origin.PICK: N_("by the pick that was kept here"),
        Origin.DETECTION: N_("by what was detected"),
    }
)

LOOKS: Final[Mapping[Wish, str]] = MappingProxyType(
    {
        Wish.EXPLICIT: N_("the terminal is asked to leave the order alone"),
        Wish.LRM: N_("an invisible direction mark follows each sign"),
        Wish.OFF: N_("the terminal is sent nothing but the text"),
    }
)
"""What a look is made of."""


def facts(terminal: Terminal) -> Iterator[Message]:
    """What was detected of ``terminal``, the name first."""
    yield named(terminal)
    if terminal.multiplexer is not None:
        yield Message.of(N_("inside {multiplexer}"), multiplexer=terminal.multiplexer.value)
    if terminal.remote:
        yield Message.of(N_("over ssh"))
    if terminal.browser:
        yield Message.of(N_("in the browser"))
    if not terminal.answered:
        yield Message.of(N_("it answered no question"))
    elif terminal.explicit_mode:
        yield Message.of(N_("it can leave the order alone"))


def named(terminal: Terminal) -> Message:
    """What ``terminal`` is, with its version."""
    if terminal.family is Family.UNKNOWN:
        return Message.of(N_("an unknown terminal"))
    version = "" if terminal.family is Family.OTHER else terminal.version  # its name has it
    return Message.of("{name}", name=f"{terminal.name} {version}".strip())


def chosen(way: Wish, origin: Origin) -> Message:
    """Which look was chosen, and by whom."""
    return Message.of(N_("{look} is chosen {origin}"), look=way.value, origin=Message.of(ORIGINS[origin]))


_COMES_HERE: Final = "summit doctor"
_TRY: Final = N_("What it needs isn't known: try 1, 2 and 3, and keep the look that reads right.")


def advice(terminal: Terminal) -> Message | None:
    """What the person is told about ``terminal``, but not to come here."""
    told = treatment_for(terminal).advice
    return Message.warn(_TRY) if told is not None and _COMES_HERE in told.key else told


TIERS: Final[Mapping[str, str]] = MappingProxyType(
    {"A": N_("rules"), "B": N_("morphology"), "C": N_("named entities")}
)
"""What suggestions can rest on, by tier."""


def tier_fact(state: TierState) -> Message:
    """Whether suggestions rest on a tier, in a few words."""
    tier = Message.of(TIERS[state.tier])
    if state.missing is not None:
        return Message.of(N_("{tier} (missing)"), tier=tier)
    return Message.of(N_("{tier} (used)") if state.used else N_("{tier} (off)"), tier=tier)


def tier_told(state: TierState) -> Message:
    """The same with what is missing, or how it is asked for."""
    if state.missing is not None:
        return Message.of(N_("missing: {what}"), what=state.missing)
    return Message.of(N_("used") if state.used else N_("there; the setting suggester asks for it"))
