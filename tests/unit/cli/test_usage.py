"""Whatever is wrong with a command line is told in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from summit_tui.cli.group import Summit
from summit_tui.cli.invocation import Invocation
from summit_tui.cli.usage import usage_line
from summit_tui.config import Paths, Settings
from summit_tui.i18n import Catalogue, load_catalogue


def wrong_line(arguments: list[str], catalogue: Catalogue) -> str:
    group = Summit(catalogue)
    invocation = Invocation(catalogue, Paths.of({"HOME": str(Path("nowhere"))}), Settings())
    with (
        pytest.raises(click.UsageError) as raised,
        group.make_context("summit", arguments, obj=invocation) as context,
    ):
        group.invoke(context)
    return usage_line(raised.value, catalogue)


def every_command(group: click.Group, *before: str) -> Iterator[tuple[list[str], click.Command]]:
    yield [*before], group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, *before, name)
        else:
            yield [*before, name], command


def wrong_uses() -> Iterator[tuple[list[str], list[str], str]]:
    """Every way of giving every command's options wrongly, with what is told in English."""
    for words, command in every_command(Summit(load_catalogue("en"))):
        yield words, ["--nothing-of-it"], "There is no option --nothing-of-it."
        for param in command.params:
            option = param.opts[-1]
            if isinstance(param, click.Argument):
                if param.required:
                    yield words, [], f"There is no {str(param.name).upper().rstrip('S')}: name at least one."
                continue
            if param.is_flag:
                yield words, [f"{option}=x"], f"{option} takes no value."
                continue
            yield words, [option], f"{option} needs a value."
            if isinstance(param.type, click.Choice):
                yield words, [option, "x"], f"{option} takes one of: {', '.join(param.type.choices)}."
            elif isinstance(param.type, click.IntRange):
                least, most = param.type.min, param.type.max
                for value in ("x", "-1", str(most + 1), "1.5", ""):
                    told = f"{option} takes a whole number from {least} to {most}."
                    yield words, [f"{option}={value}"], told


@pytest.mark.parametrize(("words", "wrong", "told"), list(wrong_uses()))
def test_every_wrong_use_is_told_of_its_command_in_our_own_words(
    words: list[str], wrong: list[str], told: str
) -> None:
    line = wrong_line([*words, *wrong], load_catalogue("en"))
    assert line == f"{told} See {' '.join(['summit', *words])} --help."
