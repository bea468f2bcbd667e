"""What is being done and how far it is, on one line of standard error that is gone when it is done."""

from __future__ import annotations

import contextlib
import shutil
import sys
from types import TracebackType
from typing import Self

from wcwidth import wcswidth

from summit_tui.i18n import Catalogue
from summit_tui.model import Message

_BAR = 24
"""Cells of the bar."""
_TURNING = "|/-\\"


class Stages:
    """The line. Where standard error is no terminal there is none."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._visible = False
        self._turns = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._visible:
            self._write("\r\x1b[K")

    def show(self, stage: Message, share: float | None) -> None:
        """Shows ``stage``, done by ``share`` in 0 to 1, with a turning sign where that is None."""
        if not self._shows:
            return
        if share is None:
            self._turns += 1
            drawn = f" {_TURNING[self._turns % len(_TURNING)]}"
        else:
            filled = round(share * _BAR)
            drawn = f" {'█' * filled}{'░' * (_BAR - filled)} {share:4.0%}"
        room = shutil.get_terminal_size().columns - len(drawn) - 1
        label = stage.spoken(self._catalogue.text)
        while label and wcswidth(label) > room:
            label = label[:-1]
        self._write(f"\r{label}{drawn}\x1b[K")
        self._visible = True

    def _write(self, text: str) -> None:
        # Where it can't be shown, the work goes on all the same.
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()
