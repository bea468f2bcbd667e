"""What morphology tells the suggester about words, whichever analyser it comes from."""

from __future__ import annotations

from typing import Protocol


class Lemmas(Protocol):
    """Looks up lemmas of written words; without one, the suggester's own lexicons have to do."""

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The possible lemmas of ``word`` as it is written (clitics, diacritics and all), likeliest first.

        They are folded as :func:`summit_tui.arabic.fold` folds, and each stands once. Empty where the
        word is unknown.
        """
        ...
