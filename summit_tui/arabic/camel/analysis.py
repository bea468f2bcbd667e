"""camel-tools' analyser over a database whose stems are in SQLite. Import only within ``data_folder``.

Importing this takes half a second, and ``camel_tools.data`` with it.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from camel_tools.morphology.analyzer import Analyzer
from camel_tools.morphology.database import MorphologyDB
from camel_tools.morphology.errors import DatabaseError
from camel_tools.morphology.utils import strip_lex

from summit_tui.arabic.morphology.database import Json, MorphologyDatabase

Features = dict[str, Any]
_Entry = tuple[str, Features]

_SETS = ("prefix_stem_compat", "stem_suffix_compat", "prefix_suffix_compat")
_PLAIN = (
    "defines",
    "defaults",
    "order",
    "stem_backoffs",
    "prefix_hash",
    "suffix_hash",
    "max_prefix_size",
    "max_suffix_size",
)
_STEMS_KEPT = 4_096
"""Stems, or what could be one, that are kept after they were looked up, in some 7 MB: words share them."""

_LISTS = ("tokenizations", "compute_feats")


def head_of(path: Path) -> Json:
    """All but the stems of the database file at ``path``, as camel-tools reads it, for JSON.

    Raises ``ValueError`` where camel-tools can't read it, ``OSError``.
    """
    try:
        database = vars(MorphologyDB(str(path), "a"))
    except DatabaseError as error:
        raise ValueError(str(error)) from error
    head: Json = {name: database[name] for name in _PLAIN}
    for name in _SETS:
        head[name] = {category: sorted(others) for category, others in database[name].items()}
    for name in _LISTS:
        head[name] = sorted(database[name])
    return head


class Analyser:
    """camel-tools' analyser, without backing off for unknown words.

    ``features``: only these are worked out, which takes a quarter of the time; all of them if None. A
    lemma (lex), the part of speech (pos) and ``diac`` are always among them.
    """

    def __init__(self, database: MorphologyDatabase, features: Collection[str] | None = None) -> None:
        self._analyser = Analyzer(_StoredDatabase(database, features))

    def analyses(self, word: str) -> list[Features]:
        """The analyses of ``word``, written with or without diacritics, in the database's order."""
        found: list[Features] = self._analyser.analyze(word)
        return found


class _StoredDatabase(MorphologyDB):  # type: ignore[misc]
    """A database that takes its stems from SQLite; the fields are those that the analyser reads."""

    def __init__(self, stored: MorphologyDatabase, features: Collection[str] | None) -> None:
        self._stored = stored
        self._wanted = None if features is None else frozenset(features) | {"diac", "lex", "pos"}
        super().__init__(str(stored.path), "a")

    def _parse_dbfile(self, _: str) -> None:
        head = self._stored.head()
        for name in _PLAIN:
            setattr(self, name, head[name])
        for name in _SETS:
            setattr(self, name, {category: frozenset(others) for category, others in head[name].items()})
        for name in _LISTS:
            setattr(self, name, frozenset(head[name]))
        if self._wanted is not None:
            self.defines = {name: values for name, values in head["defines"].items() if name in self._wanted}
            self.compute_feats &= self._wanted
            for affixes in (self.prefix_hash, self.suffix_hash):
                for affix, entries in affixes.items():
                    affixes[affix] = [(category, self._trimmed(found)) for category, found in entries]
        self.stem_hash = _Stems(self, self._stored)

    def _trimmed(self, features: Features) -> Features:
        if self._wanted is None:
            return features
        return {name: value for name, value in features.items() if name in self._wanted}

    def stem_entry(self, line: str) -> _Entry:
        """The category and the features that a line of the stems gives, as the file's own reader does it."""
        category, _, written = line.partition("\t")
        if self._wanted is None:
            features = self._parse_analysis_line_toks(written.split(" "))
        else:
            # What isn't wanted isn't taken apart: there are forty features.
            named = (pair.partition(":") for pair in written.split(" "))
            features = {name: value for name, _, value in named if name in self._wanted}
        features["lex"] = strip_lex(features["lex"])
        return category, features


class _Stems:
    """The part of a dictionary that the analyser uses."""

    def __init__(self, database: _StoredDatabase, stored: MorphologyDatabase) -> None:
        self._database = database
        self._stored = stored
        self._look_up = lru_cache(_STEMS_KEPT)(self._looked_up)

    def get(self, stem: str, _: None = None) -> list[_Entry] | None:
        return self._look_up(stem) or None

    def _looked_up(self, stem: str) -> list[_Entry]:
        return [self._database.stem_entry(line) for line in self._stored.entries(stem)]
