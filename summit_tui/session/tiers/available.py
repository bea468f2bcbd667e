"""Which tiers suggestions can rest on here, told without loading camel-tools or torch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from summit_tui.config import Paths, Settings
from summit_tui.i18n import N_
from summit_tui.model import Message, SummitError
from summit_tui.session.tiers.entity_files import NEEDED, is_installed, model_folder
from summit_tui.session.tiers.morphology_files import is_there


@dataclass(frozen=True, slots=True)
class TierState:
    """Whether suggestions can rest on ``tier``, one of A, B and C.

    ``missing`` tells what it lacks, None where nothing; ``asked_for`` is whether the settings want it.
    """

    tier: str
    asked_for: bool
    missing: Message | None = None

    @property
    def used(self) -> bool:
        """Whether suggestions rest on it, too."""
        return self.asked_for and self.missing is None


def tier_states(
    settings: Settings,
    paths: Paths,
    environment: Mapping[str, str],
    installed: Callable[[str], bool] = is_installed,
) -> tuple[TierState, ...]:
    """The state of tiers A, B and C; ``installed`` tells of a module whether it can be imported."""
    return (
        TierState("A", asked_for=True),
        TierState("B", settings.suggester != "rules", _morphology_lacks(paths, environment, installed)),
        TierState("C", settings.suggester == "neural", _entities_lack(settings, environment, installed)),
    )


def _morphology_lacks(
    paths: Paths, environment: Mapping[str, str], installed: Callable[[str], bool]
) -> Message | None:
    if not installed("camel_tools"):
        return Message.of("{name}", name="camel-tools")
    if not is_there(paths, environment):
        return Message.of(N_("its database, which summit morphology install brings"))
    from summit_tui.session.tiers.morphology import database_here  # many have none

    try:
        database_here(paths, environment)
    except SummitError:
        return Message.of(N_("a database that isn't damaged; summit morphology install writes it anew"))
    return None


def _entities_lack(
    settings: Settings, environment: Mapping[str, str], installed: Callable[[str], bool]
) -> Message | None:
    lacking = [name for name in NEEDED if not installed(name)]
    if lacking:
        return Message.of("{name}", name=", ".join(lacking))
    if model_folder(settings.entity_model, environment) is None:
        return Message.of(N_("a model, which camel_data -i ner-arabert brings"))
    return None
