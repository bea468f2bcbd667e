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
    text = catalogue.text
    match error:
        case click.NoSuchOption():
            return text(N_("There is no option {option}."), option=error.option_name)
        case click.BadOptionUsage():
            key = N_("{option} takes no value.") if _is_flag(error) else N_("{option} needs a value.")
            return text(key, option=error.option_name)
        case click.MissingParameter() if isinstance(error.param, click.Argument):
            return text(N_("There is no {argument}: name at least one."), argument=_name(error.param))
        case click.BadParameter() if error.param is not None:
            return _value_reason(error.param, catalogue)
        case _:
            return text(N_("The command line can't be understood: {reason}"), reason=error.format_message())


def _value_reason(param: click.Parameter, catalogue: Catalogue) -> str:
    """What ``param`` takes, where it was given something else."""
    option, kind = param.opts[-1], param.type
    if isinstance(kind, click.Choice):
        key = N_("{option} takes one of: {choices}.")
        return catalogue.text(key, option=option, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        key = N_("{option} takes a whole number from {least} to {most}.")
        return catalogue.text(key, option=option, least=kind.min, most=kind.max)
    return catalogue.text(N_("{option} doesn't take that value."), option=option)


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Whether the option that isn't used as it can be takes no value."""
    params = error.ctx.command.params if error.ctx is not None else []
    return any(
        isinstance(param, click.Option)
        and param.is_flag
        and error.option_name in (*param.opts, *param.secondary_opts)
        for param in params
    )


def _name(argument: click.Argument) -> str:
    return (argument.name or "").upper().removesuffix("S")
