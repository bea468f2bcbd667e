"""Text made fit to be printed: what would steer a terminal is shown instead."""

from __future__ import annotations

_VISIBLE = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], ""),
    0x2028: "\u21b5",
    0x2029: "\u21b5",
}
"""No control character of a text may reach a terminal, and no embedding, override or isolate turn
round what stands beside it."""

_IN_TEXT = {code: sign for code, sign in _VISIBLE.items() if code not in {0x09, 0x0A}}
_IN_A_CELL = {**_VISIBLE, 0x09: " ", 0x0A: "\u21b5"}


def visible(text: str) -> str:
    """``text`` with its control characters, but tabs and line ends, as visible signs."""
    return _writable(text.translate(_IN_TEXT))


def one_line(text: str) -> str:
    """``text`` with every control character, line ends too, as a visible sign."""
    return _writable(text.translate(_IN_A_CELL))


def _writable(text: str) -> str:
    r"""``text`` with halves of surrogate pairs, as in names of files that are no UTF-8, as ``\ud…``."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
