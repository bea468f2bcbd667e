"""Writing an exported file as a whole: it is there complete, or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from summit_tui import files
from summit_tui.i18n import N_
from summit_tui.model import PROJECT_FOLDER, SummitError, UnusableInputError
from summit_tui.reasons import reason_of


class OutputExistsError(UnusableInputError):
    """The file is there already, and wasn't to be overwritten."""


def write_file(path: Path, chunks: Iterable[bytes], *, overwrite: bool = False) -> None:
    """Writes ``chunks`` one after another into the file at ``path``, made or replaced as a whole.

    A symbolic link stays, and what it points to is replaced; a file's mode is kept. Raises
    ``OutputExistsError`` where something is there and ``overwrite`` is false,
    ``UnusableInputError`` for a place within a project's own folder, ``SummitError`` where writing
    fails; what was there is then as it was.
    """
    if PROJECT_FOLDER in Path(os.path.realpath(path)).parts:
        raise UnusableInputError(
            "{path} lies in a project's own folder; nothing was written. Choose another place.", path=path
        )
    try:
        # Some file systems can't sync a folder; an export can be made again, so that is no failure.
        with contextlib.suppress(files.NotDurableError):
            files.write_file(path, chunks, replace=overwrite)
    except FileExistsError as error:
        raise OutputExistsError(N_("{path} is there already; it was left as it is."), path=path) from error
    except OSError as error:
        raise SummitError(
            "{path} could not be written: {reason}. What was there before is as it was.",
            path=path,
            reason=reason_of(error),
        ) from error
