"""What the system says is said in the language of the interface."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.model import Message
from summit_tui.reasons import _REASONS, reason_of


@pytest.mark.skipif(sys.platform != "linux", reason="other systems word some of them otherwise")
@pytest.mark.parametrize("number", _REASONS)
def test_each_is_worded_as_the_system_does(number: int) -> None:
    assert os.strerror(number) == _REASONS[number]
    assert reason_of(OSError(number, os.strerror(number))) == Message.of(_REASONS[number])


def test_it_is_said_in_arabic() -> None:
    told = Message.warn(
        "{path} can't be read: {reason}",
        path="a",
        reason=reason_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
    )
    assert "لا مساحة" in told.spoken(load_catalogue("ar").text)
    assert str(told) == "a can't be read: No space left on device"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EIO, "the drive is away"), "the drive is away"),
        (OSError("it is closed"), "it is closed"),
        (OSError(9999, "Unknown error 9999"), "Unknown error 9999"),
    ],
)
def test_what_has_words_of_its_own_keeps_them(error: OSError, told: str) -> None:
    assert reason_of(error) == told
