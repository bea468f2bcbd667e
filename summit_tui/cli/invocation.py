"""What every command is given: the language, the folders, the settings, the options for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summit_tui.config import Paths, Settings
from summit_tui.config.settings import TERMINAL_BIDI
from summit_tui.i18n import LANGUAGES, N_, Catalogue
from summit_tui.model import Message, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.terminal.wishes import Said


@dataclass(slots=True)
class Invocation:
    """One run of ``summit``. The options may stand before a command's name or behind it."""

    catalogue: Catalogue
    paths: Paths
    settings: Settings
    warnings: tuple[Message, ...] = ()
    author: str | None = None
    project: Path | None = None
    read_only: bool = False
    wait: bool = False
    terminal_bidi: str | None = None


def language_option(catalogue: Catalogue) -> click.Option:
    """``--lang``. It is read before the command line is parsed, so parsing only checks it."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=catalogue.text(N_("Language of the interface, Arabic or English.")),
    )


def project_options(catalogue: Catalogue) -> list[click.Parameter]:
    """``--as``, ``--project``, ``--read-only`` and ``--wait``."""
    return [
        author_option(catalogue),
        project_option(catalogue),
        click.Option(
            ["--read-only"],
            is_flag=True,
            expose_value=False,
            callback=_keep("read_only", bool),
            help=catalogue.text(N_("Open without the lock; the project isn't written.")),
        ),
        click.Option(
            ["--wait"],
            is_flag=True,
            expose_value=False,
            callback=_keep("wait", bool),
            help=catalogue.text(N_("Where another process has the project open, wait until it is free.")),
        ),
    ]


def author_option(catalogue: Catalogue) -> click.Option:
    """``--as``."""
    return click.Option(
        ["--as", "author"],
        metavar="NAME",
        expose_value=False,
        callback=_keep("author", _author),
        help=catalogue.text(N_("Sign edits with this name.")),
    )


def project_option(catalogue: Catalogue) -> click.Option:
    """``--project``."""
    return click.Option(
        ["--project"],
        metavar="DIR",
        expose_value=False,
        callback=_keep("project", Path),
        help=catalogue.text(N_("The folder that holds the project, where it isn't the nearest one.")),
    )


def terminal_option(catalogue: Catalogue) -> click.Option:
    """``--terminal-bidi``, for what opens an app."""
    return click.Option(
        ["--terminal-bidi"],
        type=click.Choice(TERMINAL_BIDI),
        expose_value=False,
        callback=_keep("terminal_bidi", str),
        help=catalogue.text(
            N_(
                "How the terminal is kept from reordering Arabic: as found out, by escape sequences, by a "
                "direction mark (U+200E) after each cell, or not at all."
            )
        ),
    )


def said_of_terminals(invocation: Invocation) -> Said:
    """What the option, the settings and the picks say of how the terminal is treated."""
    from summit_tui.terminal.treatment import Wish
    from summit_tui.terminal.wishes import Said

    option = None if invocation.terminal_bidi is None else Wish(invocation.terminal_bidi)
    return Said(option, Wish(invocation.settings.terminal_bidi), invocation.paths.picks_file)


def _author(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise UnusableInputError("{name} is no name to sign edits with.", name=ascii(name))
    return name.strip()


def _keep(name: str, kind: Callable[[Any], object]) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        # The same option stands at the group and at the command: the one that was not given says nothing.
        if value is not None and value is not False:
            setattr(context.obj, name, kind(value))

    return keep
