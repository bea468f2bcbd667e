"""A quote that was carried over to another text of its article, and that somebody has yet to look at."""

from __future__ import annotations

from dataclasses import dataclass

from summit_tui.model.quote import Quote


@dataclass(frozen=True, slots=True)
class Carried:
    """Tells that the place of a quote in its article's present text is uncertain, or that it has none.

    ``id`` is the quote's. ``quote`` is what it was in the text whose SHA-256 is ``sha256``, with that text's
    offsets. ``certainty`` is in 0 to less than 1; at 0 the quote isn't placed: the project has no quote of
    that id, and this is what keeps it. ``at`` is the offset in the present text at which to look for it.
    Deciding on it, whichever way, takes it out of the project.
    """

    id: str
    sha256: str
    quote: Quote
    certainty: float
    at: int

    @property
    def is_placed(self) -> bool:
        """Whether the project has a quote of that id, whose place is uncertain."""
        return self.certainty > 0
