"""What is wrong with a command line, in the language of the interface."""

from __future__ import annotations

import click

from summit_tui.cli.help import called
from summit_tui.i18n import N_, Catalogue


def usage_line(error: click.UsageError, catalogue: Catalogue) -> str:
    """One line for ``error``, with where to look further."""
    where = catalogue.text(N_("See {command} --help."), command=called(error.ctx))
    return f"{_reason(error, catalogue)} {where}"


def _reason(error: click.UsageError, catalogue: Catalogue) -> str:
    match error:
        case click.NoSuchOption():
            return catalogue.text(N_("There is no option {option}."), option=error.option_name)
        case click.BadOptionUsage():
            return catalogue.text(N_("The option {option} is not used so."), option=error.option_name)
        case click.MissingParameter() if isinstance(error.param, click.Argument):
            return catalogue.text(
                N_("There is no {argument}: name at least one."), argument=_name(error.param)
            )
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            return catalogue.text(
                N_("{option} takes one of: {choices}."),
                option=error.param.opts[-1],
                choices=", ".join(map(str, error.param.type.choices)),
            )
        case _:
            return catalogue.text(
                N_("The command line can't be understood: {reason}"), reason=error.format_message()
            )


def _name(argument: click.Argument) -> str:
    return (argument.name or "").upper().removesuffix("S")
