from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

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


def test_without_torch_the_worker_says_so_and_leaves(tmp_path: Path) -> None:
    # Whether torch is there or not, it isn't for this worker.
    (tmp_path / "torch.py").write_text("raise ModuleNotFoundError(\"No module named 'torch'\")\n")
    command = [sys.executable, "-m", "summit_tui.suggest.neural.worker", str(tmp_path), str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(tmp_path)}, **pipes) as run:
        told = read_answer(run.stdout.readline())
        assert told == Failure(None, "ModuleNotFoundError: No module named 'torch'")
        assert run.wait(30) == 1
        assert run.stderr.read() == b""
