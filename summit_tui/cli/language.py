"""Which language the interface speaks, told before anything else is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summit_tui.i18n import LANGUAGES, language_of_locale

_OPTION = "--lang"


def language_of(arguments: Sequence[str], setting: str | None, environment: Mapping[str, str]) -> str:
    """``ar`` or ``en``: by ``--lang``, else by the setting, else by the locale.

    A language that there isn't is passed over here; parsing the command line refuses it.
    """
    return _asked_for(arguments) or setting or language_of_locale(environment)


def _asked_for(arguments: Sequence[str]) -> str | None:
    asked = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == _OPTION:
            given = value if equals else next(words, "")
            asked = given if given in LANGUAGES else asked
    return asked
