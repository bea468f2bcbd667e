"""Reading the gettext catalogues. English is the key of every text; Arabic is looked up."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("ar", "en")
_DOMAIN = "summit"
_LOCALES = Path(__file__).parent / "locales"


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Marks ``text`` for the catalogue and returns it as it is; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of the interface in one language, ``ar`` or ``en``."""

    language: str
    _translations: gettext.NullTranslations

    @property
    def right_to_left(self) -> bool:
        """Whether the interface is mirrored in this language."""
        return self.language == "ar"

    def text(self, key: str, /, **values: object) -> str:
        """The text for ``key``, its ``{named}`` places filled with ``values``."""
        translated = self._translations.gettext(key) if key else ""
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The text for ``number`` things, by the language's plural rule; ``{n}`` is the number."""
        return self._translations.ngettext(one, many, number).format(n=number, **values)


def load_catalogue(language: str) -> Catalogue:
    """The catalogue of ``language``.

    Raises ``ValueError`` for a language other than those in ``LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    if language == "en":
        return Catalogue(language, gettext.NullTranslations())
    return Catalogue(language, gettext.translation(_DOMAIN, _LOCALES, [language]))


def language_of_locale(environment: Mapping[str, str]) -> str:
    """``ar`` where the environment's message locale is Arabic, else ``en`` (POSIX: LC_ALL first)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "ar" if value.lower().split("_")[0].split(".")[0] == "ar" else "en"
    return "en"
