"""camel-tools' morphology database: whether there is one, where, and its readings of words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from summit_tui.arabic.camel.data import own_database
from summit_tui.arabic.morphology.database import DamagedDatabaseError, Facts, MorphologyDatabase
from summit_tui.arabic.morphology.source import NoDatabaseFileError
from summit_tui.arabic.morphology.words import Morphology, loaded
from summit_tui.config import Paths
from summit_tui.i18n import N_
from summit_tui.model import SummitError
from summit_tui.session.morphology_making import Progress, build, sha256_of, stub_folder, unwritten

LICENCE = "GPL-2.0-only"
"""The licence of the database, of whichever release, by its SPDX name."""

_STORED = "calima-msa-r13.sqlite"


class Origin(Enum):
    """Whose database it is."""

    OWN = "camel_data"
    INSTALLED = "installed"


@dataclass(frozen=True, slots=True)
class Found:
    """A database that is there: ``path`` the file that it comes from or lies in, ``size`` in bytes.

    ``facts`` are None for the person's own before it was first used.
    """

    origin: Origin
    path: Path
    size: int
    facts: Facts | None


def installed_file(paths: Paths) -> Path:
    """Where an installed database lies, or would."""
    return paths.morphology_folder / _STORED


def found(paths: Paths, environment: Mapping[str, str]) -> Found | None:
    """The database that is used: the person's own before an installed one, None where there is neither.

    Raises ``SummitError`` where the installed one can't be read.
    """
    own = own_database(environment)
    if own is not None:
        kept = _kept(paths, own)
        facts = _facts(kept) if kept.exists() else None
        return Found(Origin.OWN, own, own.stat().st_size, facts)
    path = installed_file(paths)
    if not path.exists():
        return None
    facts = _facts(path)
    if facts is None:
        raise SummitError(
            N_(
                "The morphology database {path} is damaged. Suggestions go without it; summit morphology "
                "install writes it anew."
            ),
            path=path,
        )
    return Found(Origin.INSTALLED, path, path.stat().st_size, facts)


def is_there(paths: Paths, environment: Mapping[str, str]) -> bool:
    """Whether there is a database to load, told without reading it."""
    return own_database(environment) is not None or installed_file(paths).exists()


def load(paths: Paths, environment: Mapping[str, str]) -> Morphology | None:
    """Readings of words out of the database that is there; None where there is none, or it can't be read.

    Takes half a second, and some 4 s when the person's own is read for the first time: what it was made into
    is kept among what can be made again.
    """
    for path in _candidates(paths, environment):
        try:
            return loaded(MorphologyDatabase(path), stub_folder(paths))
        except (OSError, DamagedDatabaseError):
            continue
    return None


def _candidates(paths: Paths, environment: Mapping[str, str]) -> Iterator[Path]:
    own = own_database(environment)
    if own is not None:
        kept = _kept(paths, own)
        try:
            if not kept.exists() or _facts(kept) is None:
                keep_own(paths, own)
        except SummitError:
            pass
        else:
            yield kept
    yield installed_file(paths)


def keep_own(paths: Paths, own: Path, progress: Progress | None = None) -> None:
    """Makes the person's own database file ``own`` into one that is quick to open.

    It is kept among what can be made again. Raises ``SummitError``.
    """
    kept = _kept(paths, own)
    try:
        with own.open("rb") as file:
            digest = sha256_of(file)
            file.seek(0)
            build(paths, file, own.stat().st_size, kept, (str(own), digest), progress)
        for other in kept.parent.glob("*.sqlite"):
            if other != kept:
                other.unlink(missing_ok=True)
    except NoDatabaseFileError as error:
        raise SummitError(
            N_("{path} is no morphology database that can be read. Nothing was written."), path=own
        ) from error
    except OSError as error:
        raise unwritten(kept, error) from error


def _kept(paths: Paths, own: Path) -> Path:
    """Where what a person's own database was made into is kept: by its path, size and time of change."""
    status = own.stat()
    key = hashlib.sha256(f"{own}\0{status.st_size}\0{status.st_mtime_ns}".encode(errors="surrogateescape"))
    return paths.cache / "morphology" / f"{key.hexdigest()[:16]}.sqlite"


def _facts(path: Path) -> Facts | None:
    try:
        database = MorphologyDatabase(path)
        try:
            return database.facts
        finally:
            database.close()
    except (OSError, DamagedDatabaseError):
        return None
