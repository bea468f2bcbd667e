from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from summit_tui.suggest.neural.protocol import Failure, Labels, Request, read_answer, request_line
from summit_tui.suggest.neural.worker import answer, one_line


def labelled(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    if ["!"] in sentences:
        raise RuntimeError("two\nlines")
    return [["O" for _ in sentence] for sentence in sentences]


def test_a_request_is_answered_with_its_number() -> None:
    assert answer(request_line(Request(5, [["قال", "شيرزاد"], []])), labelled) == Labels(5, [["O", "O"], []])


def test_what_goes_wrong_is_told_in_one_line() -> None:
    assert answer(request_line(Request(6, [["!"]])), labelled) == Failure(6, "RuntimeError: two lines")


def test_what_is_no_request_is_refused() -> None:
    assert answer(b"{}\n", labelled) == Failure(None, "UnreadableError: not a request")


def test_a_long_reason_is_cut() -> None:
    assert len(one_line(ValueError("ا" * 1000))) == 300


@pytest.mark.skipif(
    importlib.util.find_spec("torch") is not None, reason="torch is there (make neural tests it then)"
)
def test_without_torch_the_worker_says_so_and_leaves(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "summit_tui.suggest.neural.worker", str(tmp_path), str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as run:
        told = read_answer(run.stdout.readline())
        assert isinstance(told, Failure)
        assert "torch" in told.reason or "numpy" in told.reason
        assert run.wait(30) == 1
        assert run.stderr.read() == b""
