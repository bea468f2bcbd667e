"""camel-tools' morphology database: whether there is one, where, and its readings of words."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from pathlib import Path

from summit_tui.arabic.camel.data import own_database
from summit_tui.arabic.morphology.database import DamagedDatabaseError, Facts, MorphologyDatabase
from summit_tui.arabic.morphology.source import NoDatabaseFileError
from summit_tui.arabic.morphology.words import Morphology, loaded
from summit_tui.config import Paths
from summit_tui.i18n import N_
from summit_tui.model import SummitError
from summit_tui.session.tiers.morphology_files import installed_file, stub_folder
from summit_tui.session.tiers.morphology_making import Progress, build, sha256_of, unwritten

LICENCE = "GPL-2.0-only"
"""The licence of the database, of whichever release, by its SPDX name."""


class Origin(Enum):
    """Whose database it is."""

    OWN = "camel_data"
    INSTALLED = "installed"


@dataclass(frozen=True, slots=True)
class Database:
    """A database that is there: ``path`` the file that it comes from or lies in, ``size`` in bytes.

    ``facts`` are None for the person's own before it was first used.
    """

    origin: Origin
    path: Path
    size: int
    facts: Facts | None


def database_here(paths: Paths, environment: Mapping[str, str]) -> Database | None:
    """The database that is used: the person's own before an installed one, None where there is neither.

    Raises ``SummitError`` where the installed one can't be read.
    """
    own = own_database(environment)
    if own is not None:
        kept = _kept(paths, own)
        facts = _facts(kept) if kept.exists() else None
        return Database(Origin.OWN, own, own.stat().st_size, facts)
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
    return Database(Origin.INSTALLED, path, path.stat().st_size, facts)


def load(paths: Paths, environment: Mapping[str, str]) -> Morphology:
    """Readings of words out of the database that is there.

    Takes half a second, and some 4 s when the person's own is read for the first time: what it was made into
    is kept among what can be made again. Raises ``SummitError`` where there is none that can be read.
    """
    for path in _candidates(paths, environment):
        try:
            return loaded(MorphologyDatabase(path), stub_folder(paths))
        except (OSError, DamagedDatabaseError):
            continue
    raise SummitError(
        N_(
            "There is no morphology database that can be read. Suggestions go without it; summit morphology "
            "install brings one."
        )
    )


def make_ready(paths: Paths, environment: Mapping[str, str], progress: Progress | None = None) -> None:
    """Makes what ``load`` would make of the person's own database, unless that is there.

    Before several processes load it, so that one makes it and not each. Where it can't be made, ``load`` goes
    without it.
    """
    next(_candidates(paths, environment, progress), None)


def _candidates(
    paths: Paths, environment: Mapping[str, str], progress: Progress | None = None
) -> Iterator[Path]:
    own = own_database(environment)
    if own is not None:
        kept = _kept(paths, own)
        try:
            if not kept.exists() or _facts(kept) is None:
                keep_own(paths, own, progress)
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


class Loading:
    """The morphology, loaded once, in whichever thread waits for it or behind all others."""

    def __init__(self, load_it: Callable[[], Morphology]) -> None:
        self._load = load_it
        self._lock = threading.Lock()
        self._begun = False
        self._waiting: list[Callable[[], None]] = []
        self._loaded: Morphology | SummitError | None = None

    def morphology(self) -> Morphology | None:
        """The morphology, or None while it isn't loaded. Raises ``SummitError`` where it can't be."""
        if isinstance(self._loaded, SummitError):
            raise self._loaded
        return self._loaded

    def get_ready(self, then: Callable[[], None] = lambda: None) -> None:
        """Begins to load it in a thread of its own, unless that was begun before.

        ``then`` is called once it is loaded, or can't be: in that thread, or at once.
        """
        with self._lock:
            begun, self._begun = self._begun, True
            settled = self._loaded is not None
            if not settled:
                self._waiting.append(then)
        if settled:
            then()
        elif not begun:
            threading.Thread(target=self._do, name="morphology", daemon=True).start()

    def waited_for(self) -> Morphology:
        """The morphology, once it is loaded. Raises ``SummitError`` where it can't be."""
        self._do()
        loaded_now = self.morphology()
        assert loaded_now is not None
        return loaded_now

    def _do(self) -> None:
        with _IMPORTING:
            if self._loaded is None:
                loaded_now = self._tried()
                with self._lock:
                    self._loaded = loaded_now
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _tried(self) -> Morphology | SummitError:
        try:
            return self._load()
        except SummitError as error:
            return error
        except Exception as error:  # noqa: BLE001 - nobody would hear of it: it is raised in a thread of its own
            return SummitError(
                N_("Morphology could not be loaded ({reason}). Suggestions go without it."),
                reason=f"{type(error).__name__}: {error}",
            )


class Waiting:
    """A source of morphology that has whoever asks wait until it is loaded."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading

    def morphology(self) -> Morphology:
        """The morphology. Raises ``SummitError`` where it can't be had."""
        return self._loading.waited_for()

    def get_ready(self) -> None:
        """There is nothing to get ready."""


class Behind:
    """A source of morphology that has nobody wait: it is loaded behind whoever goes without it.

    ``then`` is called in another thread once it is there, or can't be had.
    """

    def __init__(self, loading: Loading, then: Callable[[], None]) -> None:
        self._loading = loading
        self._then = then

    def morphology(self) -> Morphology | None:
        """The morphology, or None while it isn't loaded. Raises ``SummitError`` where it can't be had."""
        return self._loading.morphology()

    def get_ready(self) -> None:
        """Has it loaded."""
        self._loading.get_ready(self._then)


# Two imports of camel-tools at a time would both set what it is told of its data.
_IMPORTING = threading.Lock()


@lru_cache(maxsize=1)
def loading(paths: Paths) -> Loading:
    """The program's morphology, out of the database that is there."""
    return Loading(partial(load, paths, os.environ))
