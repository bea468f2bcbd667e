"""A command that has commands of its own, with help in the language of the interface."""

from __future__ import annotations

from typing import Any

import click
from click.core import augment_usage_errors

from summit_tui.cli.help import called, help_option, write_options
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import UnusableInputError


class Subcommands(click.Group):
    """The command; by itself it does nothing and says what it takes."""

    def __init__(self, catalogue: Catalogue, name: str, **arguments: Any) -> None:
        super().__init__(
            name, add_help_option=False, invoke_without_command=True, callback=_by_itself, **arguments
        )
        self.catalogue = catalogue
        self.params.append(help_option(catalogue))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses ``args``; what is wrong with them is told of this command."""
        with augment_usage_errors(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names. Raises ``UnusableInputError`` where it names none."""
        command = self.get_command(ctx, args[0])
        if command is None:
            raise _takes(ctx, self)
        return command.name, command, args[1:]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes how it is called."""
        prefix = self.catalogue.text(N_("Usage:")) + " "
        names = "|".join(self.commands)
        formatter.write_usage(
            ctx.command_path, f"{names} {self.catalogue.text(N_('[OPTION]…'))}", prefix=prefix
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        write_options(self, self.catalogue, ctx, formatter)
        with formatter.section(self.catalogue.text(N_("Commands"))):
            formatter.write_dl([(name, command.short_help or "") for name, command in self.commands.items()])


@click.pass_context
def _by_itself(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None and isinstance(ctx.command, Subcommands):
        raise _takes(ctx, ctx.command)


def _takes(ctx: click.Context, command: Subcommands) -> UnusableInputError:
    return UnusableInputError(
        N_("{option} takes one of: {choices}."), option=called(ctx), choices=", ".join(command.commands)
    )
