"""Runs in which a call of the operating system itself fails, whoever makes it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.failing import Failing

_OF_OS = (
    *("open", "close", "read", "write", "pread", "pwrite", "lseek", "fsync", "fdatasync", "ftruncate"),
    *("stat", "lstat", "fstat", "link", "unlink", "rename", "replace", "mkdir", "rmdir", "readlink"),
    *("listdir", "scandir", "fchmod", "fchown"),
)
_SYNCS = frozenset({"fsync", "fdatasync"})


@dataclass
class FailingSystem(Failing):
    """Lets the ``turn``-th call of ``os`` or ``fcntl.flock`` fail as ``Failing`` lets one of ``Disk``.

    So that what goes past the ``Disk`` (the lock, looks at what is there) fails, too.
    """

    @contextmanager
    def installed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _OF_OS:
                patch.setattr(os, name, self._called(name, getattr(os, name)))
            patch.setattr(fcntl, "flock", self._called("flock", fcntl.flock))
            yield

    def _called(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if not self.paused:
                self.calls += 1
                if self.turn <= self.calls < self.turn + self.times:
                    return self._fail(name, lambda *changed: real(*changed, **options), arguments)
            return None if name in _SYNCS else real(*arguments, **options)

        return call
