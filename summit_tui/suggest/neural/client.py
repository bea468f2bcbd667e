"""Asks a process of its own for an article's named entities, and starts it again where it fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from summit_tui.suggest.neural.entities import Entity, entities_in, sentence_tokens, written_words
from summit_tui.suggest.neural.errors import EndedError, EntityError, NotStartedError, RefusedError, SlowError
from summit_tui.suggest.neural.process import LineProcess, OutOfTimeError, ProcessEndedError
from summit_tui.suggest.neural.protocol import (
    Answer,
    Failure,
    Labels,
    Ready,
    Request,
    UnreadableError,
    read_answer,
    request_line,
)

_MOST_FAILURES: Final = 2


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for the model, and for an article, by its sentences and words.

    torch takes some 10 s to load from a cold disk. camel-tools fills each sentence up to 256 word pieces, for
    which a model of BERT's usual size needs up to a second on one slow core, however short it is.
    """

    start: float = 180.0
    article: float = 30.0
    sentence: float = 2.0
    word: float = 0.02

    def with_sentences(self, sentences: Sequence[Sequence[str]]) -> float:
        """How long an article of these sentences may take."""
        return self.article + self.sentence * len(sentences) + self.word * sum(map(len, sentences))


class EntityClient:
    """Finds named entities through the process that ``command`` starts, when it is first asked.

    One article at a time, whichever thread asks. A process that dies is started once more for the same
    article; after two failures in a row, or where the model can't be loaded, it isn't asked again.
    """

    def __init__(self, command: Sequence[str], patience: Patience | None = None) -> None:
        self._command = tuple(command)
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._process: LineProcess | None = None
        self._number = 0
        self._failures = 0
        self._given_up: EntityError | None = None
        self._stops = 0

    @property
    def pid(self) -> int | None:
        """The number of the process that is asked, if one runs."""
        return self._process.pid if self._process is not None else None

    def entities(self, text: str, given_up: Callable[[], bool] = lambda: False) -> tuple[Entity, ...]:
        """The named entities of ``text`` in text order. Raises ``EntityError``.

        The process isn't asked where ``given_up`` when it is this article's turn.
        """
        tokens = sentence_tokens(text)
        if not tokens:
            return ()
        stops = self._stops
        with self._lock:
            labels = self._labels([written_words(text, own) for own in tokens], stops, given_up)
        return tuple(
            entity for own, told in zip(tokens, labels, strict=True) for entity in entities_in(own, told)
        )

    def stop(self) -> None:
        """Lets all who wait for an answer by now, in other threads, go without one."""
        self._stops += 1
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Ends the process; the next article would start it again."""
        with self._lock:
            self._drop()

    def _labels(
        self, sentences: Sequence[Sequence[str]], stops: int, given_up: Callable[[], bool]
    ) -> list[list[str]]:
        while True:
            if self._stops != stops or given_up():
                raise EndedError("stopped")
            if self._given_up is not None:
                raise self._given_up.with_traceback(None)
            try:
                labels = self._asked(sentences, stops)
            except RefusedError:
                self._failures = 0
                raise
            except EntityError as fault:
                self._drop()
                if self._stops != stops:
                    raise
                self._failures += 1
                if isinstance(fault, NotStartedError) or self._failures >= _MOST_FAILURES:
                    self._given_up = fault
                elif isinstance(fault, EndedError):
                    continue
                raise
            self._failures = 0
            return labels

    def _asked(self, sentences: Sequence[Sequence[str]], stops: int) -> list[list[str]]:
        process = self._process or self._started(stops)
        self._number += 1
        line = request_line(Request(self._number, sentences))
        match self._answer(process, line, self._patience.with_sentences(sentences)):
            case Labels(self._number, labels) if list(map(len, labels)) == list(map(len, sentences)):
                return labels
            case Failure(self._number, reason):
                raise RefusedError(reason)
        raise EndedError("not an answer")

    def _started(self, stops: int) -> LineProcess:
        try:
            self._process = LineProcess(self._command)
        except OSError as error:
            raise NotStartedError(error.strerror or str(error)) from error
        if self._stops != stops:  # it was started too late for ``stop`` to see it
            raise EndedError("stopped")
        match self._answer(self._process, b"", self._patience.start):
            case Ready():
                return self._process
            case Failure(_, reason):
                raise NotStartedError(reason)
        raise EndedError("not an answer")

    def _answer(self, process: LineProcess, line: bytes, seconds: float) -> Answer:
        try:
            return read_answer(process.exchange(line, seconds))
        except ProcessEndedError as error:
            raise EndedError(error.how) from error
        except OutOfTimeError as error:
            raise SlowError(seconds) from error
        except UnreadableError as error:
            raise EndedError(str(error)) from error

    def _drop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None
