"""``summit doctor``: what the terminal was found to be, which look reads right, what suggestions rest on."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from summit_tui.cli.console import is_interactive, tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, said_of_terminals, terminal_option
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import ExitStatus, SummitError
from summit_tui.reasons import reason_of

if TYPE_CHECKING:
    from summit_tui.cli.diagnosis import Diagnosis
    from summit_tui.session.tiers.available import TierState


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "doctor",
        callback=_doctor,
        params=[
            click.Option(
                ["--format", "shape"],
                type=click.Choice(["table", "json", "jsonl"]),
                help=catalogue.text(N_("Print what was detected instead of showing the page.")),
            ),
            terminal_option(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("See whether Arabic reads right in this terminal.")),
        help=catalogue.text(
            N_(
                "Show lines whose right look is described beside them, and what was detected of the "
                "terminal; the look that reads right can be kept for it. Without a terminal, print what is "
                "known."
            )
        ),
    )


@click.pass_obj
def _doctor(invocation: Invocation, shape: str | None) -> int:
    for message in invocation.warnings:
        tell(invocation.catalogue, message)
    if shape is None and is_interactive():
        return _show(invocation)
    return _print(invocation, shape or "table")


def _show(invocation: Invocation) -> int:
    from summit_tui.terminal.memory import remember
    from summit_tui.terminal.questions import Questions
    from summit_tui.terminal.treatment import Wish

    picks = invocation.paths.picks_file
    with Questions.ask(os.environ) as questions:
        from summit_tui.tui.doctor.app import run

        def keep(wish: Wish) -> None:
            try:
                # Asked for anew: answers that came late may have made it known as another.
                remember(picks, questions.terminal().key, wish)
            except OSError as error:
                raise SummitError(
                    N_("The pick could not be kept in {path}: {reason}. Nothing was changed."),
                    path=picks,
                    reason=reason_of(error),
                ) from error

        terminal = questions.answers()
        said = said_of_terminals(invocation)
        return run(
            invocation.catalogue, terminal, said.about(terminal), keep, _tiers(invocation), questions, said
        )


def _tiers(invocation: Invocation) -> tuple[TierState, ...]:
    from summit_tui.session.tiers.available import tier_states

    return tier_states(invocation.settings, invocation.paths, os.environ)


def _print(invocation: Invocation, shape: str) -> int:
    from summit_tui.cli.diagnosis import Diagnosis
    from summit_tui.terminal.questions import Questions

    with _terminal() as descriptor:
        asked = descriptor is not None
        if descriptor is None:
            terminal = Questions(os.environ, -1, -1).terminal()
        else:
            with Questions.ask(os.environ, descriptor, descriptor) as questions:
                terminal = questions.answers()
    diagnosis = Diagnosis.of(
        terminal,
        said_of_terminals(invocation).about(terminal),
        asked=asked,
        environment=os.environ,
        platform=sys.platform,
        is_there=shutil.which,
        tiers=_tiers(invocation),
    )
    write([_printed(diagnosis, shape, invocation.catalogue)])
    return ExitStatus.DONE


@contextmanager
def _terminal() -> Iterator[int | None]:
    """A descriptor of the terminal that a person types at, also where the output goes elsewhere."""
    try:
        descriptor = os.open(os.ttyname(sys.stdin.fileno()), os.O_RDWR | os.O_NOCTTY)
    except (OSError, ValueError, AttributeError):
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _printed(diagnosis: Diagnosis, shape: str, catalogue: Catalogue) -> bytes:
    if shape == "table":
        from summit_tui.formats.table import aligned

        return aligned([list(row) for row in diagnosis.rows(catalogue)]).encode()
    from summit_tui.formats.document import encoded

    document = diagnosis.document(catalogue)
    return encoded(json.dumps(document, ensure_ascii=False, indent=1 if shape == "json" else None))
