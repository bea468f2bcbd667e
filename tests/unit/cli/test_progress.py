from __future__ import annotations

import io

import pytest

from summit_tui.cli.progress import Progress, duration
from summit_tui.i18n import load_catalogue
from summit_tui.model import Message


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


class Clock:
    """Goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def progress_on(stream: io.StringIO) -> Progress:
    return Progress(load_catalogue("en"), 1000, stream, Clock())


def test_it_says_how_many_how_fast_and_how_long() -> None:
    stream = Terminal()
    progress = progress_on(stream)
    progress.update(10, 250)
    assert stream.getvalue() == f"\r{'█' * 6}{'░' * 18}  25%  10 articles, 10 a second, - left\x1b[K"
    progress.update(15, 500)
    assert stream.getvalue().endswith(
        f"\r{'█' * 12}{'░' * 12}  50%  15 articles, 7.5 a second, 0:02 left\x1b[K"
    )


def test_it_is_gone_at_the_end_and_while_something_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    stream = Terminal()
    with progress_on(stream) as progress:
        progress.update(1, 1)
        progress.tell(Message.of("a line"))
        assert stream.getvalue().endswith("\r\x1b[K")
        progress.update(2, 2)
        assert not stream.getvalue().endswith("\r\x1b[K")
    assert stream.getvalue().endswith("\r\x1b[K")
    assert capsys.readouterr().err == "a line\n"


def test_it_is_not_drawn_more_often_than_can_be_read() -> None:
    stream = Terminal()
    progress = Progress(load_catalogue("en"), 1000, stream, lambda: 5.0)
    for number in range(100):
        progress.update(number, number)
    assert stream.getvalue().count("\r") == 1


def test_without_a_terminal_there_is_nothing() -> None:
    stream = io.StringIO()
    with progress_on(stream) as progress:
        progress.update(1, 1)
        progress.make_way()
    assert stream.getvalue() == ""


def test_a_terminal_that_can_do_nothing_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    progress_on(stream).update(1, 1)
    assert stream.getvalue() == ""


def test_more_than_all_is_all_and_of_nothing_nothing_is_done() -> None:
    stream = Terminal()
    progress_on(stream).update(1, 5000)
    assert " 100%  " in stream.getvalue()
    empty = Terminal()
    Progress(load_catalogue("en"), 0, empty, Clock()).update(0, 0)
    assert "   0%  0 articles" in empty.getvalue()


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (750, "12:30"), (3723, "1:02:03")]
)
def test_durations_read_like_a_clock(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown
