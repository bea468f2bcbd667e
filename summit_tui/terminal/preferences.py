"""Whether a terminal's own settings keep it from reordering, for those that can't be asked about them.

Only a local terminal's files are here, and of several profiles the usual one is taken for the one in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from summit_tui.terminal.identity import Family, Terminal

_DEEPEST: Final = 8
"""Files that include one another, at most."""


def with_preferences(terminal: Terminal, environment: Mapping[str, str]) -> Terminal:
    """``terminal``, ``settled`` where its settings say so. What can't be read says nothing."""
    home = environment.get("HOME", "")
    if not home:
        return terminal
    match terminal.family:
        case Family.KITTY:
            settled = _kitty_forces_ltr(environment, Path(home))
        case Family.KONSOLE:
            settled = not _konsole_reorders(environment, Path(home))
        case Family.MLTERM:
            settled = not _mlterm_reorders(Path(home))
        case _:
            return terminal
    return terminal._replace(settled=settled)


def _kitty_forces_ltr(environment: Mapping[str, str], home: Path) -> bool:
    """``force_ltr`` in the kitty.conf that kitty reads: https://sw.kovidgoyal.net/kitty/conf/."""
    own = environment.get("KITTY_CONFIG_DIRECTORY")
    folders = (
        [Path(own)] if own else [_config(environment, home) / "kitty", home / "Library/Preferences/kitty"]
    )
    user = next((file for folder in folders if (file := folder / "kitty.conf").is_file()), None)
    forced = False
    for file in [Path("/etc/xdg/kitty/kitty.conf"), *([user] if user else [])]:
        for name, value in _kitty_options(file, _DEEPEST):
            if name == "force_ltr":
                forced = value.lower() in {"y", "yes", "true"}
    return forced


def _kitty_options(path: Path, deepest: int) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        name, _, value = line.strip().partition(" ")
        value = value.strip()
        if name == "include" and deepest:
            yield from _kitty_options(path.parent / Path(value).expanduser(), deepest - 1)
        elif name == "globinclude" and deepest and value and not value.startswith("/"):
            for included in sorted(path.parent.glob(value)):
                yield from _kitty_options(included, deepest - 1)
        elif not name.startswith("#"):
            yield name, value


def _konsole_reorders(environment: Mapping[str, str], home: Path) -> bool:
    """``BidiRenderingEnabled`` in the default profile; Konsole reorders where nothing is said."""
    profile = _ini(_lines(_config(environment, home) / "konsolerc")).get("DefaultProfile", "")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share") / "konsole"
    return not profile or _ini(_lines(data / Path(profile).name)).get("BidiRenderingEnabled") != "false"


def _mlterm_reorders(home: Path) -> bool:
    """``use_ctl`` in mlterm's main file; it answers questions about it only to those who know a secret."""
    options = _ini([*_lines(Path("/etc/mlterm/main")), *_lines(home / ".mlterm/main")])
    return options.get("use_ctl", options.get("use_bidi")) != "false"


def _config(environment: Mapping[str, str], home: Path) -> Path:
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config")


def _ini(lines: Iterable[str]) -> dict[str, str]:
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except (OSError, ValueError):
        return []
