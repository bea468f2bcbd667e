"""Click's commands with help in the language of the interface.

Click takes its own words from a gettext domain of the whole process; these classes say them through
the catalogue instead.
"""

from __future__ import annotations

from typing import Any

import click
from click.core import augment_usage_errors

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import UnusableInputError


class Command(click.Command):
    """A command whose help is in the catalogue's language, and that refuses a further argument."""

    def __init__(self, catalogue: Catalogue, name: str, **arguments: Any) -> None:
        super().__init__(name, add_help_option=False, **arguments)
        self.catalogue = catalogue
        self.params.append(help_option(catalogue))
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses ``args``. Raises ``UnusableInputError`` where there is one too many."""
        with augment_usage_errors(ctx):
            rest = super().parse_args(ctx, args)
        if rest:
            raise UnusableInputError(
                "{argument} is one argument too many; see {command} --help.",
                argument=rest[0],
                command=called(ctx),
            )
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes how the command is called."""
        arguments = [_written(param) for param in self.params if isinstance(param, click.Argument)]
        formatter.write_usage(
            ctx.command_path,
            " ".join([*arguments, self.catalogue.text(N_("[OPTION]…"))]),
            prefix=self.catalogue.text(N_("Usage:")) + " ",
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes what its options do."""
        write_options(self, self.catalogue, ctx, formatter)


def _written(argument: click.Argument) -> str:
    """An argument as a usage line has it; the plural of a name stands for several."""
    name = (argument.name or "").upper()
    word = f"{name.removesuffix('S')}…" if argument.nargs == -1 else name
    return word if argument.required else f"[{word}]"


def help_option(catalogue: Catalogue) -> click.Option:
    """``--help``."""
    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=catalogue.text(N_("Show this help and leave.")),
    )


def write_options(
    command: click.Command, catalogue: Catalogue, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Writes the section on the options of ``command``."""
    # Newer releases of click list arguments too; the usage line has them.
    options = [param for param in command.params if isinstance(param, click.Option)]
    records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
    with formatter.section(catalogue.text(N_("Options"))):
        formatter.write_dl(records)


def _show_help(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's own form
    if value:
        shown = ctx if ctx.command.name or ctx.parent is None else ctx.parent
        click.echo(shown.get_help())
        ctx.exit()


def called(ctx: click.Context | None) -> str:
    """How the command of ``ctx`` is called; the one that opens a path has no name of its own."""
    return "summit" if ctx is None else ctx.command_path.strip()
