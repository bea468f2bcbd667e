"""The names of the files that belong to one database."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summit_tui.disk import Disk
from summit_tui.model import PROJECT_FOLDER

PROJECT_FILE = "project.json"
TEXTS = "texts"
"""The folder of the articles' texts in a project's own folder."""
_SEGMENT = re.compile(r"([0-9]{12})\.jsonl")
_DIGITS = 12


class Names(NamedTuple):
    """Where the files of the database in ``snapshot`` are: all beside it, named after it.

    ``snapshot`` is a physical path: where the database is reached by a symbolic link, what belongs
    to it lies beside the link's target, so that all who reach it look in the same place.
    """

    snapshot: Path

    @classmethod
    def of(cls, path: Path) -> Names:
        """The names for the database that ``path`` leads to. Raises ``OSError`` for a loop of links."""
        return cls(Path(os.path.realpath(path, strict=False)))

    @classmethod
    def of_project(cls, folder: Path) -> Names:
        """The names for the project in ``folder``, which holds ``.summit/``. Raises as ``of`` does."""
        return cls.of(folder / PROJECT_FOLDER / PROJECT_FILE)

    @property
    def folder(self) -> Path:
        """The folder that all of them are in."""
        return self.snapshot.parent

    @property
    def previous(self) -> Path:
        """The snapshot before the present one."""
        return self._beside("previous")

    @property
    def damaged(self) -> Path:
        """A snapshot that isn't as it was written."""
        return self._beside("damaged")

    @property
    def lock(self) -> Path:
        """What the lock is held on."""
        return self._own("lock")

    @property
    def history(self) -> Path:
        """The folder of the folded journals."""
        return self._own("history")

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self._own("backups")

    def journal(self, generation: int) -> Path:
        """The journal of ``generation``."""
        return self._beside(f"j{generation}")

    def segment(self, first: int) -> Path:
        """The folded journal whose first edit has the sequence number ``first``."""
        return self.history / f"{first:0{_DIGITS}d}.jsonl"

    def journals(self, disk: Disk) -> dict[int, Path]:
        """The journals that are there, by generation, lowest first. Raises ``OSError``."""
        return dict(sorted(self._journals(disk)))

    def _journals(self, disk: Disk) -> Iterator[tuple[int, Path]]:
        pattern = re.compile(re.escape(self.snapshot.name) + r"\.j([1-9][0-9]{0,17})")
        for name in _listed(self.folder, disk):
            found = pattern.fullmatch(name)
            if found is not None:
                yield int(found[1]), self.folder / name

    def segments(self, disk: Disk) -> dict[int, Path]:
        """The folded journals by the sequence number of their first edit, lowest first.

        Raises ``OSError``.
        """
        found = map(_SEGMENT.fullmatch, _listed(self.history, disk))
        return {int(one[1]): self.history / one[0] for one in found if one is not None}

    def free(self, path: Path, disk: Disk) -> Path:
        """``path``, or where something has that name, the first free one with a number behind it.

        Raises ``OSError``.
        """
        taken = set(_listed(path.parent, disk))
        name, number = path.name, 1
        while name in taken:
            number += 1
            name = f"{path.name}-{number}"
        return path.with_name(name)

    def _beside(self, kind: str) -> Path:
        return self.snapshot.with_name(f"{self.snapshot.name}.{kind}")

    def _own(self, kind: str) -> Path:
        # In a project's own folder everything is the project's; elsewhere names have to tell whose they are.
        return self.folder / kind if self.snapshot.name == PROJECT_FILE else self._beside(kind)


def _listed(folder: Path, disk: Disk) -> list[str]:
    try:
        return disk.list(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
