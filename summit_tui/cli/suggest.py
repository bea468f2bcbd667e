"""``summit suggest``: proposes quotes, speakers and topics in articles, and prints or saves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.sessions import paths_argument
from summit_tui.i18n import N_, Catalogue

if TYPE_CHECKING:
    from summit_tui.cli.suggesting import Shape


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "suggest",
        callback=_suggest,
        params=[
            paths_argument("paths"),
            *_options(catalogue),
            *project_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Propose who said what, about what, in many articles.")),
        help=catalogue.text(
            N_(
                "Propose quotes with their cues, speakers and topics. PATH is an article, a folder of "
                "articles (*.txt), or a JSON Lines file (*.jsonl, *.jsonl.gz) whose lines have a text and, "
                "where there are some, an id and a title. What was decided in the project of PATH isn't "
                "proposed again. Nothing is written unless --save is given. An article that can't be used is "
                "told, doesn't stop the others, and makes the exit status 1."
            )
        ),
    )


def _options(catalogue: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(
            ["--format", "shape"],
            type=click.Choice(["table", "json", "jsonl"]),
            help=catalogue.text(
                N_(
                    "Print a table for each article, one JSON document, or a document an article and line. "
                    "Without it, a table is printed, or with --save nothing."
                )
            ),
        ),
        click.Option(
            ["--jobs"],
            type=click.IntRange(1, 512),
            metavar="N",
            help=catalogue.text(N_("How many processes work at once; else as many as there are cores.")),
        ),
        click.Option(
            ["--save"],
            is_flag=True,
            help=catalogue.text(
                N_(
                    "Put the proposals into the project's queue, with the articles that it doesn't know. "
                    "Those of an earlier run that nobody decided on are replaced."
                )
            ),
        ),
    ]


@click.pass_obj
def _suggest(
    invocation: Invocation, paths: tuple[Path, ...], shape: Shape | None, jobs: int | None, *, save: bool
) -> int:
    from summit_tui.cli.suggesting import run

    return run(invocation, paths, shape, jobs, save=save)
