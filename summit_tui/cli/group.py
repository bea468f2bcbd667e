"""``summit`` itself: a first word that is no command is a path to open."""

from __future__ import annotations

import platform
from importlib import import_module
from typing import Any

import click
from click.core import augment_usage_errors

from summit_tui import __version__
from summit_tui.cli import opening
from summit_tui.cli.help import help_option, write_options
from summit_tui.cli.invocation import language_option, project_options, terminal_option
from summit_tui.i18n import N_, Catalogue

_ABOUT = N_(
    "Read Arabic news articles from right to left, mark who said what, and export it. PATH is an article, "
    "a folder of articles (*.txt) or a project; without one, the project in this folder is opened, or the "
    "article that comes with summit. A file that has the name of a command is written ./NAME."
)
_TERMINALS = N_(
    "Terminals: summit asks the terminal what it is and keeps it from reordering lines; xterm, tmux and VTE "
    "terminals (GNOME Terminal, Xfce Terminal, sakura) are tested at every change. kitty needs “force_ltr "
    "yes” in its kitty.conf. Where lines read wrong, summit doctor helps to find the right look."
)

_NAMES = (
    "suggest",
    "evaluate",
    "export",
    "check",
    "backup",
    "restore",
    "history",
    "morphology",
    "serve",
    "doctor",
    "schema",
    "formats",
)
"""The commands; each is the ``command`` of the module ``summit_tui.cli`` has by its name."""

_STATUSES = N_(
    "Exit status: 0 done; 1 there is a fault in the data; 2 the command line is wrong or what it names can't "
    "be used, and nothing was written; 3 it couldn't be done, and nothing that was saved is lost."
)


class Summit(click.Group):
    """The group of all commands."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(
            "summit",
            invoke_without_command=True,
            callback=_without_command,
            add_help_option=False,
            params=[
                language_option(catalogue),
                *project_options(catalogue),
                terminal_option(catalogue),
                _version_option(catalogue),
                help_option(catalogue),
            ],
            help=catalogue.text(_ABOUT),
            epilog=f"{catalogue.text(_STATUSES)}\n\n{catalogue.text(_TERMINALS)}",
        )
        self.catalogue = catalogue
        self.opening = opening.command(catalogue)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own form
        """The names of all commands, in the order of the help."""
        return list(_NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, whose module is loaded for it: who opens an article waits for none."""
        if cmd_name not in _NAMES:
            return None
        command: click.Command = import_module(f"summit_tui.cli.{cmd_name}").command(self.catalogue)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses ``args``; what is wrong with them is told of this command."""
        with augment_usage_errors(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names or, where there is none, the one that opens a path."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return command.name, command, args[1:]
        # A path that begins with a hyphen comes from behind "--", which has been taken away.
        return self.opening.name, self.opening, ["--", *args] if args[0].startswith("-") else args

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes both ways of calling it."""
        option, prefix = self.catalogue.text(N_("[OPTION]…")), self.catalogue.text(N_("Usage:")) + " "
        formatter.write_usage(ctx.command_path, f"[PATH] {option}", prefix=prefix)
        formatter.write_usage(ctx.command_path, f"COMMAND {option}", prefix=" " * len(prefix))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        write_options(self, self.catalogue, ctx, formatter)
        with formatter.section(self.catalogue.text(N_("Commands"))):
            commands = [(name, self.get_command(ctx, name)) for name in _NAMES]
            formatter.write_dl([(name, command.short_help or "") for name, command in commands if command])


@click.pass_context
def _without_command(ctx: click.Context) -> Any:
    if ctx.invoked_subcommand is None:
        return opening.open_path(ctx.obj, None)
    return None


def _version_option(catalogue: Catalogue) -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help=catalogue.text(N_("Show the version and leave.")),
    )


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's own form
    if value:
        click.echo(f"summit {__version__} (Python {platform.python_version()})")
        ctx.exit()
