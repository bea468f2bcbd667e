"""How text looks: the styles of everything drawn by our own widgets, by name.

They are made here, from the colours of ``styles/tokens.tcss``, and not as component classes of the
style sheets: Textual matches all its rules against each such class of each widget, three times over,
before the first line stands on the screen.
"""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style

from summit_tui.tui.styles import tokens

_LOOKS = {
    "article.text": "ink on ground",
    "article.heading": "bold key",
    "article.direct": "on direct",
    "article.indirect": "on indirect",
    "article.mixed": "on mixed",
    "article.suggested-direct": "underline direct-ink",
    "article.suggested-indirect": "underline indirect-ink",
    "article.suggested-mixed": "underline mixed-ink",
    "article.fired": "underline key",
    "article.current": "bold ink-strong",
    "article.cue": "underline key",
    "article.mention": "underline saved-ink",
    "article.selection": "ink-strong on selection",
    "article.caret": "ground on caret",
    "article.warning": "bold warning-ink",
    "rows.text": "ink on ground-raised",
    "rows.dim": "ink-dim",
    "rows.key": "key",
    "rows.title": "bold ink-strong on ground-line",
    "rows.empty": "ink-dim",
    "rows.marked": "ink-strong on selection",
    "rows.marked-away": "on ground-line",
    "rows.direct": "direct-ink",
    "rows.indirect": "indirect-ink",
    "rows.mixed": "mixed-ink",
    "bar.text": "ink on ground",
    "bar.plain": "ink",
    "bar.raised": "on ground-raised",
    "bar.strong": "bold ink-strong",
    "bar.dim": "ink-dim",
    "bar.key": "bold key",
    "bar.warning": "bold warning-ink",
    "bar.saved": "saved-ink",
    "bar.mode": "bold ground on key",
    "input.text": "ink on ground",
    "input.selection": "ink-strong on selection",
    "input.caret": "ground on caret",
    "input.placeholder": "ink-dim",
    "sheet.text": "ink on ground",
    "sheet.heading": "bold ink-strong on ground",
    "sheet.frame": "key on ground",
    "sheet.odd": "on ground",
    "sheet.even": "on ground-raised",
    "sheet.sample": "ink-strong",
    "sheet.words": "ink",
}
"""Attributes, the token of the text's colour, and after ``on`` that of the background."""

_ATTRIBUTES = frozenset({"bold", "italic", "underline"})


@lru_cache(maxsize=1)
def _styles() -> dict[str, Style]:
    colours = tokens()
    return {name: _style(look.split(), colours) for name, look in _LOOKS.items()}


def _style(words: list[str], colours: dict[str, str]) -> Style:
    style = Style(**{word: True for word in words if word in _ATTRIBUTES})  # type: ignore[arg-type]
    background = words.index("on") if "on" in words else len(words)
    for place, word in enumerate(words):
        if word in _ATTRIBUTES or word == "on":
            continue
        colour = colours[word]
        style += Style(bgcolor=colour) if place > background else Style(color=colour)
    return style


def look(name: str) -> Style:
    """The style with that name. Raises ``KeyError`` for an unknown one."""
    return _styles()[name]
