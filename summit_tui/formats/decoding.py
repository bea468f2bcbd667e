"""From the bytes of an article file to the text that offsets count in.

This is the one place where bytes become text, and where line ends are made one kind. Guessing is
confined to windows-1256, which old Arabic sites used; what is damaged is refused, never guessed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from summit_tui.formats.windows1256 import ENCODING as WINDOWS_1256
from summit_tui.formats.windows1256 import is_windows_1256
from summit_tui.i18n import N_
from summit_tui.model import Message, UnusableInputError

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""The byte order marks that UTF-16 begins with."""

_ASCII = bytes(range(0x80))
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
"""Control bytes that texts have no use for; ESC and the end-of-file sign of DOS do occur in them."""

_MOST_CONTROLS = 0.3
"""Of the bytes of UTF-8 text; beyond it the file is taken for a binary."""

_UTF8_ARABIC = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){3}")
"""Three Arabic letters in UTF-8. In windows-1256 that would be three letters of ط ظ ع غ, each
followed by a punctuation mark."""

_UTF16_HIGH = b"\x00\x06"
"""High bytes of UTF-16 code units in ASCII and in Arabic."""


class UndecodableError(UnusableInputError):
    """The bytes are no text that can be read without guessing."""


class Decoded(NamedTuple):
    r"""A text as it is annotated: no byte order mark, lines ended by ``\n`` only.

    ``encoding`` is ``utf-8``, ``utf-16`` or ``windows-1256``; ``said`` is what a person has to be
    told of how the text was read.
    """

    text: str
    encoding: str
    said: Message | None = None


def decode(data: bytes, name: str) -> Decoded:
    """The text of an article file. ``name`` is what messages call the file.

    Reads UTF-8 (a byte order mark is dropped), UTF-16 with a byte order mark, and windows-1256
    where the bytes make plausible Arabic. Raises ``UndecodableError`` for damaged or other
    encodings (with the byte position, from 0), binaries, and files without text.
    """
    decoded = _decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UndecodableError("{file}: the file holds no text", file=name)
    return Decoded(text, decoded.encoding, decoded.said)


def _decode(data: bytes, name: str) -> Decoded:
    if data.startswith(UTF16_MARKS):
        return _utf16(data, name)
    if _is_utf16_without_bom(data):
        raise UndecodableError(
            "{file}: looks like UTF-16 without a byte order mark, which is a guess; save it as UTF-8",
            file=name,
        )
    _refuse_nul(data.find(b"\0"), name)
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = data[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, mark + error.start, name)
    if _count(data, _CONTROLS) > _MOST_CONTROLS * len(data):
        raise _not_text(name)
    return Decoded(text, "utf-8")


def _utf16(data: bytes, name: str) -> Decoded:
    codec = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        text = data[2:].decode(codec)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "{file}: not valid UTF-16 at byte {byte}; the file is damaged, nothing was read from it",
            file=name,
            byte=error.start + 2,
        ) from error
    nul = text.find("\0")
    # Code points before the NUL may take two code units each.
    _refuse_nul(nul if nul < 0 else 2 + len(text[:nul].encode(codec)), name)
    return Decoded(text, "utf-16")


def _not_utf8(data: bytes, position: int, name: str) -> Decoded:
    """Reads what strict UTF-8 refused at byte ``position``, or refuses it."""
    if _is_damaged_utf8(data):
        raise UndecodableError(
            "{file}: not valid UTF-8 at byte {byte}; the file is damaged, nothing was read from it",
            file=name,
            byte=position,
        )
    if _count(data, _CONTROLS):
        raise _not_text(name)
    if not is_windows_1256(data):
        raise UndecodableError(
            "{file}: neither UTF-8 (byte {byte}) nor Arabic in windows-1256; save it as UTF-8",
            file=name,
            byte=position,
        )
    said = Message.warn(
        N_("{file}: read as windows-1256, an older Arabic encoding; check that it reads well"), file=name
    )
    return Decoded(data.decode(WINDOWS_1256), "windows-1256", said)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes outside ASCII, or three Arabic letters in a row, are valid UTF-8."""
    if data.startswith(codecs.BOM_UTF8) or _UTF8_ARABIC.search(data):
        return True
    beyond_ascii = len(data.translate(None, _ASCII))
    valid = len(data.decode("utf-8", "ignore").encode("utf-8").translate(None, _ASCII))
    return 2 * valid >= beyond_ascii


def _is_utf16_without_bom(data: bytes) -> bool:
    """Whether one byte in two is nearly always 00 or 06, and its neighbours are not."""
    if len(data) < 4 or not any(byte in data for byte in _UTF16_HIGH):
        return False
    halves = (data[0::2], data[1::2])
    few, many = sorted(_count(half, _UTF16_HIGH) / len(half) for half in halves)
    return many >= 0.8 and few <= 0.4


def _refuse_nul(position: int, name: str) -> None:
    if position >= 0:
        raise _not_text(name)


def _not_text(name: str) -> UndecodableError:
    return UndecodableError(N_("{file}: not a text file"), file=name)


def _count(data: bytes, among: bytes) -> int:
    return len(data) - len(data.translate(None, among))
