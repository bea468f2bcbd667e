"""The lemmas of words, whichever morphology they come from: broken plurals are found by them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol


class Lemmas(Hashable, Protocol):
    """Looks up lemmas of written words; without one, the forms that are known here have to do."""

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The possible lemmas of ``word`` as it is written (clitics, diacritics and all), likeliest first.

        They are folded as :func:`summit_tui.arabic.folded` folds, and each stands once. Empty where the
        word is unknown.
        """
        ...
