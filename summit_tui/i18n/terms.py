"""The annotation guide's terms, whose keys are what the JSON contract calls them."""

from __future__ import annotations

from summit_tui.i18n.catalogue import N_

TERMS = frozenset(
    {
        # Types of quotes.
        N_("direct"),
        N_("indirect"),
        N_("mixed"),
        # How a text tells who speaks.
        N_("explicit"),
        N_("anaphoric"),
        N_("implicit"),
        N_("unknown"),
        # How far the work on an article has come.
        N_("new"),
        N_("begun"),
        N_("annotated"),
        N_("reviewed"),
    }
)
"""Looked up as ``catalogue.text(quote.type)``: the members of the model's enumerations are these texts."""
