"""``summit evaluate``: how far what is suggested agrees with annotated articles, and every error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option
from summit_tui.cli.sessions import paths_argument
from summit_tui.i18n import N_, Catalogue

if TYPE_CHECKING:
    from summit_tui.cli.evaluating import Group, Shape


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "evaluate",
        callback=_evaluate,
        params=[
            paths_argument("gold"),
            *_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Compare what is proposed with annotated articles.")),
        help=catalogue.text(
            N_(
                "Compare what summit suggest would propose with what is accepted in GOLD: exported documents "
                "(*.json, *.jsonl) or folders that hold some (*.json). Prints precision, recall and F1 with "
                "a 95 % bootstrap interval over the articles, then every error with its place, what was "
                "expected and what was found. A document that can't be used is told and makes the exit "
                "status 1."
            )
        ),
    )


def _options(catalogue: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(
            ["--format", "shape"],
            type=click.Choice(["table", "json", "jsonl"]),
            default="table",
            help=catalogue.text(
                N_("Print tables, one JSON document, or a line for each article and one for all.")
            ),
        ),
        click.Option(
            ["--errors/--no-errors"],
            default=True,
            help=catalogue.text(N_("List every error, or print the figures alone.")),
        ),
        click.Option(
            ["--by", "group"],
            type=click.Choice(["article", "outlet"]),
            help=catalogue.text(N_("Print the figures of each article, or of each outlet, as well.")),
        ),
    ]


@click.pass_obj
def _evaluate(
    invocation: Invocation, gold: tuple[Path, ...], shape: Shape, group: Group | None, *, errors: bool
) -> int:
    from summit_tui.cli.evaluating import run

    return run(invocation, gold, shape, group, errors=errors)
