"""The process that finds named entities: whether it can be had, and one of it for the whole program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.session.tiers.entity_files import NEEDED, is_installed, model_folder
from summit_tui.suggest.neural.client import EntityClient
from summit_tui.suggest.neural.entities import Entity
from summit_tui.suggest.neural.errors import EntityError


def entity_source(model: Path | None, stub: Path) -> EntityClient | _Missing:
    """What finds named entities with the model in the folder ``model``, by default camel-tools' own.

    ``stub`` is a folder that camel-tools may be told of. Where something is missing, what is given tells so
    when it is asked; nothing is started before.
    """
    if not all(map(is_installed, NEEDED)):
        return _Missing(
            N_(
                "Named entities need torch and transformers, which aren't installed. In a checkout: "
                "scripts/setup neural. Elsewhere: install torch and transformers beside summit-tui. "
                "Suggestions go without them."
            )
        )
    folder = model_folder(model, os.environ)
    if folder is None:
        return _Missing(
            N_(
                "Named entities need a model: camel_data -i ner-arabert brings camel-tools' own, or the "
                "setting entity_model names a folder that has one. Suggestions go without them."
            )
        )
    return _client(folder.absolute(), stub.absolute())


@lru_cache(maxsize=1)
def _client(model: Path, stub: Path) -> EntityClient:
    """One process serves every article that is opened: its model takes seconds to load and much memory."""
    # -P: a module of the same name in the current folder isn't taken for the app's.
    words = (sys.executable, "-P", "-m", "summit_tui.suggest.neural.worker", str(model), str(stub))
    return EntityClient(words)


class While:
    """The named entities of ``source``, as long as whoever asks for them hasn't ``given_up``.

    One article is labelled at a time, and nobody else has to wait for one that isn't wanted any more.
    """

    def __init__(self, source: EntityClient | _Missing, given_up: Callable[[], bool]) -> None:
        self._source = source
        self._given_up = given_up

    def entities(self, text: str) -> Sequence[Entity]:
        """The named entities of ``text`` in text order. Raises ``EntityError``."""
        return self._source.entities(text, self._given_up)

    def stop(self) -> None:
        """Lets all who wait by now, in other threads, go without an answer."""
        self._source.stop()


class _Missing:
    """What says that something is missing, whatever it is asked."""

    def __init__(self, message: str) -> None:
        self._message = message

    def entities(self, *_: object) -> tuple[Entity, ...]:
        """Raises ``EntityError``."""
        raise EntityError(self._message)

    def stop(self) -> None:
        """Does nothing: nobody waits."""
