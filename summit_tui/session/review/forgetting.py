"""What edits that forget are called. They change nothing else, or take an alias from a speaker."""

from __future__ import annotations

from typing import Final

FORGET: Final = "learning.forget"
"""The command of an edit before which no decision counts."""

FORGET_LESSON: Final = "learning.lesson"
"""The same for suggestions with one trait, which stands behind it: ``learning.lesson:cue:قال``."""

FORGET_ALIAS: Final = f"{FORGET_LESSON}:alias"
"""The command of an edit that takes a remembered name from a speaker; no trait is called so."""


def lesson_command(trait: str) -> str:
    """The command of an edit that forgets what was decided on suggestions with ``trait``."""
    return f"{FORGET_LESSON}:{trait}"
