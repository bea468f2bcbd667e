"""A log file for what nobody foresaw, so that a person sees a line and not a traceback."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from summit_tui import __version__

_LARGEST = 1_000_000
"""Bytes; a log beyond it is begun anew, the old one kept beside it."""


def log_crash(folder: Path, error: BaseException, arguments: Sequence[str]) -> Path | None:
    """Appends the traceback of ``error`` to ``errors.log`` in ``folder``, and returns that file.

    The folder is made where it is missing. Returns ``None`` where nothing can be written there. Control
    characters become visible signs: people look at logs in terminals.
    """
    from summit_tui.formats.plain import visible

    log = folder / "errors.log"
    lines = [
        f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} summit {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        f"arguments: {list(arguments)!r}",
        *traceback.format_exception(error),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > _LARGEST:
            log.replace(log.with_suffix(".log.old"))
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("".join(f"{visible(line.rstrip(chr(10)))}\n" for line in lines))
    except OSError:
        return None
    return log
