"""The process that finds named entities: ``python -m summit_tui.suggest.neural.worker MODEL STUB``.

``MODEL`` is the model's folder; ``STUB`` one that camel-tools may be told of (``camel.data.data_folder``).
It reads requests from its standard input and answers on its standard output (``protocol``), one after
another. It ends when its input does, so that it never outlives who started it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from summit_tui.suggest.neural.protocol import (
    Answer,
    Failure,
    Labels,
    Ready,
    UnreadableError,
    answer_line,
    read_request,
)

Labelling = Callable[[Sequence[Sequence[str]]], list[list[str]]]

_SETTINGS = {
    # The model is a folder on this machine: nothing is asked of the network.
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def main(arguments: Sequence[str]) -> int:
    """Answers until the input ends. Exit status: 0, or 1 where the model can't be had."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever started this
    output = _own_output()
    lines: SimpleQueue[bytes] = SimpleQueue()
    # It reads on while the model loads or works: the end of the input has to be noticed at once.
    threading.Thread(target=_read, args=(sys.stdin.buffer, lines), daemon=True).start()
    try:
        model, stub = map(Path, arguments)
        labelling = load(model, stub)
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is told
        _write(output, Failure(None, one_line(error)))
        return 1
    _write(output, Ready())
    while True:
        _write(output, answer(lines.get(), labelling))


def load(model: Path, stub: Path) -> Labelling:
    """The labelling of the model in a folder. Raises what torch, transformers and the model raise."""
    # Else older releases of transformers make a folder in the person's home.
    os.environ.update(_SETTINGS, HF_HOME=str(stub / "huggingface"))
    from summit_tui.arabic.camel.data import data_folder

    with data_folder(stub):
        from summit_tui.arabic.camel.entities import EntityModel
    return EntityModel(model).labels


def answer(line: bytes, labelling: Labelling) -> Answer:
    """What is answered to ``line``; whatever ``labelling`` raises is a failure of this request alone."""
    try:
        request = read_request(line)
    except UnreadableError as error:
        return Failure(None, one_line(error))
    try:
        return Labels(request.number, labelling(request.sentences))
    except Exception as error:  # noqa: BLE001 - the next request may be answered well
        return Failure(request.number, one_line(error))


def one_line(error: Exception) -> str:
    """What an error says, in one line of at most 300 characters."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return words if len(words) <= 300 else words[:299] + "…"


def _own_output() -> BinaryIO:
    """The standard output for answers alone: what libraries print goes to the standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


def _read(source: BinaryIO, lines: SimpleQueue[bytes]) -> None:
    for line in source:
        lines.put(line)
    os._exit(0)  # whoever asked is gone, and no answer matters any more


def _write(output: BinaryIO, told: Answer) -> None:
    output.write(answer_line(told))
    output.flush()


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))  # a thread waits for input, and Python's own end would wait for it
