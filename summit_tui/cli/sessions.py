"""Opening a session for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.invocation import Invocation
from summit_tui.model import PROJECT_FOLDER, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.session import Session


def path_argument() -> click.Argument:
    """``[PATH]``: an article, a folder or a project."""
    return click.Argument(["path"], required=False, callback=_path)


def paths_argument(name: str) -> click.Argument:
    """``PATH…``: at least one."""
    return click.Argument([name], nargs=-1, required=True, callback=_paths)


@contextmanager
def opened(
    invocation: Invocation, path: Path | None, *, read_only: bool, follows: bool = False
) -> Iterator[Session]:
    """A session on ``path``, closed at the end. What there is to tell is among its warnings.

    Where another process writes to the project, and that isn't to be waited for, it ``follows`` that one.
    """
    from summit_tui.cli.waiting import waiting_of
    from summit_tui.session.ledger import Author
    from summit_tui.session.opening import open_session

    session = open_session(
        path,
        paths=invocation.paths,
        project_dir=invocation.project,
        author=Author(invocation.author or invocation.settings.author),
        read_only=read_only or invocation.read_only,
        waiting=waiting_of(invocation),
        follows=follows,
    )
    session.warnings = [*invocation.warnings, *session.warnings]
    try:
        yield session
    finally:
        session.close()


def _paths(context: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(path for value in values if (path := _path(context, param, value)) is not None)


def _path(_: click.Context, __: click.Parameter, value: str | None) -> Path | None:
    if value == "":
        raise UnusableInputError("An empty path leads nowhere; name an article, a folder or a project.")
    if value is None:
        return None
    path = Path(value)
    # Whoever names a project's own folder means the project.
    return path.parent if path.name == PROJECT_FOLDER else path
