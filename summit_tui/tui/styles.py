"""The style sheets, and the colours that they name.

Textual keeps the variables of a sheet to that sheet, so those of ``tokens.tcss`` are handed to all of
them as the theme's variables.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from summit_tui.config.assets import asset_folder

_TOKEN = re.compile(r"^\$(?P<name>[\w-]+):\s*(?P<value>[^;]+);", re.MULTILINE)


def style_sheets() -> list[str | PurePath]:
    """The sheets of screens and widgets."""
    return [*sorted(asset_folder("styles").glob("*/*.tcss"))]


def tokens() -> dict[str, str]:
    """The values that ``tokens.tcss`` names, by their names without ``$``."""
    sheet = (asset_folder("styles") / "tokens.tcss").read_text("utf-8")
    return {match["name"]: match["value"] for match in _TOKEN.finditer(sheet)}
