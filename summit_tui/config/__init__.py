"""Paths, settings and keys."""

from summit_tui.config.layout import canonical_key, typed_text, unsafe_default_keys
from summit_tui.config.paths import Paths
from summit_tui.config.settings import DEFAULT_AUTHOR, Settings, load_settings

__all__ = [
    "DEFAULT_AUTHOR",
    "Paths",
    "Settings",
    "canonical_key",
    "load_settings",
    "typed_text",
    "unsafe_default_keys",
]
