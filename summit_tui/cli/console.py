"""Standard output for results, standard error for messages, both in UTF-8 whatever the locale."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from typing import Final

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, SummitError
from summit_tui.reasons import reason_of

_TURNING: Final = re.compile(b"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
"""U+202A to U+202E and U+2066 to U+2069, which turn round what stands beside them, in UTF-8."""


LONGEST_SAID: Final = 10_000
"""Code points of a message: two paths of 4,096 bytes, the longest in Linux, and what is said of them."""


def use_utf8() -> None:
    r"""Sets both streams to UTF-8; half surrogates, as in undecodable file names, become ``\udc…``."""
    for stream in (sys.stdout, sys.stderr):
        # Where a stream is closed or replaced there is nothing to set.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def is_interactive() -> bool:
    """Whether a person sits there: both input and output are a terminal, or a browser's window."""
    from summit_tui.terminal.detection import in_browser  # most commands never ask

    if in_browser(os.environ):
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def write(chunks: Iterable[bytes]) -> None:
    """Writes results, in UTF-8, to standard output.

    On a terminal, embeddings, overrides and isolates are escaped as in JSON; nothing else has any.
    Raises ``BrokenPipeError`` when the reader has gone, ``SummitError`` when writing fails.
    """
    for chunk in chunks:
        try:
            if sys.stdout is None:
                raise OSError("it is closed")
            sys.stdout.buffer.write(_for_people(chunk) if sys.stdout.isatty() else chunk)
        except OSError as error:
            _fail(error)
    flush()


def _for_people(chunk: bytes) -> bytes:
    return _TURNING.sub(lambda match: f"\\u{ord(match[0].decode()):04x}".encode("ascii"), chunk)


def flush() -> None:
    """Brings results out. Raises as ``write`` does."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _fail(error)


def say(line: str) -> None:
    """Writes one message to standard error; control characters in it become visible signs.

    One that is longer than any path is cut in its middle: a project may tell names of megabytes.
    """
    from summit_tui.formats.plain import one_line

    if len(line) > LONGEST_SAID:
        line = f"{line[: LONGEST_SAID // 2]}…{line[1 - LONGEST_SAID // 2 :]}"
    # Without a place to say it there is nobody to tell.
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(one_line(line) + "\n")
        sys.stderr.flush()


def tell(catalogue: Catalogue, message: Message) -> None:
    """Says ``message`` in the language of the interface."""
    say(message.spoken(catalogue.text))


def _fail(error: OSError) -> None:
    # What is left in the buffer would fail again when Python ends, with a traceback.
    with contextlib.suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        raise error
    raise SummitError(
        N_("Standard output could not be written: {reason}. What was saved is kept."),
        reason=reason_of(error),
    ) from error
