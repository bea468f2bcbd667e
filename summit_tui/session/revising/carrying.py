"""Whole quotes from one text to another: their content, their cue and their mention."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summit_tui.model import Cue, Quote, Span, merged
from summit_tui.session.revising.placing import Part, Placed, looked_for, placed
from summit_tui.session.revising.versions import Versions

_LEAST_CERTAIN = 0.5
"""Below it a quote counts as not placed: more would have to be mended than there is to keep."""

_WITHOUT_A_PART = 0.5
"""How certain a quote is at most whose cue or mention isn't there any more."""

_IN_ANOTHER_ORDER = 0.9
"""How certain a quote is at most whose fragments come in another order, or have become one."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """A quote ``before``, and ``after`` in the new text; ``None`` where its content isn't there any more.

    ``certainty`` is in 0 to 1: 1 where every word of its spans is the same, 0 where it isn't placed. ``at``
    is the offset in the new text at which to look for it.
    """

    before: Quote
    after: Quote | None
    certainty: float
    at: int

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.certainty == 1.0


def carried(versions: Versions, quote: Quote) -> Carrying:
    """``quote`` in the new text. All but its spans stays as it is."""
    content, certainty = _content(versions, quote.content)
    if not content or certainty < _LEAST_CERTAIN:
        return Carrying(quote, None, 0.0, looked_for(versions, quote.content[0]))
    cue, mention = _cue(versions, quote), _mention(versions, quote)
    for had, has in ((quote.cue, cue), (quote.mention, mention)):
        if had is not None:
            rest = has.certainty if has is not None else 0.0
            certainty = min(certainty, _WITHOUT_A_PART + (1 - _WITHOUT_A_PART) * rest)
    after = replace(
        quote,
        content=content,
        cue=Cue(cue.span, quote.cue.lemma) if cue is not None and quote.cue is not None else None,
        mention=mention.span if mention is not None else None,
    )
    return Carrying(quote, after, certainty, after.start)


def with_content(versions: Versions, quote: Quote, content: Span) -> Quote:
    """``quote`` of the old text with ``content`` of the new one; its cue and mention where they are there."""
    cue, mention = _cue(versions, quote), _mention(versions, quote)
    return replace(
        quote,
        content=(content,),
        cue=Cue(cue.span, quote.cue.lemma) if cue is not None and quote.cue is not None else None,
        mention=mention.span if mention is not None else None,
    )


def _cue(versions: Versions, quote: Quote) -> Placed | None:
    return placed(versions, quote.cue.span, Part.WORDS) if quote.cue is not None else None


def _mention(versions: Versions, quote: Quote) -> Placed | None:
    return placed(versions, quote.mention, Part.WORDS) if quote.mention is not None else None


def _content(versions: Versions, fragments: tuple[Span, ...]) -> tuple[tuple[Span, ...], float]:
    """The fragments that are there, and how certain all are, each by its length."""
    found = [(span, placed(versions, span, Part.CONTENT)) for span in fragments]
    there = [one.span for _, one in found if one is not None]
    total = sum(len(span) for span, _ in found)
    certainty = sum(len(span) * one.certainty for span, one in found if one is not None) / total
    if all(one is not None and one.certainty == 1.0 for _, one in found):
        certainty = 1.0  # whatever rounding makes of it
    content = merged(there)
    if content != tuple(there):
        certainty = min(certainty, _IN_ANOTHER_ORDER)
    return content, certainty
