"""The annotation guide's terms, whose keys are what the JSON contract calls them."""

from __future__ import annotations

from types import MappingProxyType

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

RULES = MappingProxyType(
    {
        "clause": N_("reported clause"),
        "quotation marks": N_("quotation marks"),
        "complementiser and quotation marks": N_("reported clause in quotation marks"),
        "colon": N_("colon"),
        "source before": N_("source, then what it tells"),
        "source behind": N_("what is told, then its source"),
    }
)
"""The rules that suggest, by their names in ``origin``, in plain words."""
