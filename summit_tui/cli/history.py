"""``summit history``: who changed what when, printed or as JSON; and shortening it by wish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from summit_tui.cli.asking import ask
from summit_tui.cli.console import tell, write
from summit_tui.cli.help import Command
from summit_tui.cli.invocation import Invocation, language_option, project_options
from summit_tui.cli.sessions import path_argument
from summit_tui.cli.waiting import waiting_of
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, Name, UnusableInputError

if TYPE_CHECKING:
    from summit_tui.session.history.walking import Happening
    from summit_tui.store import ProjectStore

_KEPT = 1000
_MOST_KEPT = 1_000_000_000


def command(catalogue: Catalogue) -> click.Command:
    """The command."""
    return Command(
        catalogue,
        "history",
        callback=_history,
        params=[
            path_argument(),
            *_options(catalogue),
            *project_options(catalogue),
            language_option(catalogue),
        ],
        short_help=catalogue.text(N_("Tell who changed what when, or shorten the history.")),
        help=catalogue.text(
            N_(
                "Tell who changed what when in the project that PATH (an article, a folder or a project) "
                "belongs to, the last edit first; as JSON the first one first, with all that was before and "
                "after it. With --compact, take the older edits out of the history: nothing else ever does."
            )
        ),
    )


def _options(catalogue: Catalogue) -> list[click.Parameter]:
    return [
        click.Option(
            ["--format", "shape"],
            type=click.Choice(["table", "json", "jsonl"]),
            default="table",
            help=catalogue.text(N_("Print it to be read, as one JSON list, or as JSON, an edit a line.")),
        ),
        click.Option(
            ["--quote"],
            metavar="ID",
            help=catalogue.text(N_("Only what happened to the quote with this id.")),
        ),
        click.Option(
            ["--compact"],
            is_flag=True,
            help=catalogue.text(
                N_("Take the older edits out of the history, after a backup. They can't be undone any more.")
            ),
        ),
        click.Option(
            ["--keep"],
            metavar="NUMBER",
            type=click.IntRange(0, _MOST_KEPT),
            help=catalogue.text(N_("How many of the last edits --compact leaves; 1000 unless given.")),
        ),
        click.Option(
            ["--yes"], is_flag=True, help=catalogue.text(N_("Do what --compact does without being asked."))
        ),
    ]


@click.pass_obj
def _history(
    invocation: Invocation,
    path: Path | None,
    shape: Literal["table", "json", "jsonl"],
    quote: str | None,
    keep: int | None,
    *,
    compact: bool,
    yes: bool,
) -> None:
    from summit_tui.session.projects import project_of
    from summit_tui.store import ProjectStore

    if not compact and (keep is not None or yes):
        raise UnusableInputError(
            N_("--keep and --yes say how --compact is to shorten the history. Nothing was changed.")
        )
    place = project_of(path, paths=invocation.paths, project_dir=invocation.project)
    store = ProjectStore.open(
        place.folder,
        read_only=invocation.read_only or not compact,
        waiting=waiting_of(invocation),
    )
    with store:
        for message in (*invocation.warnings, *store.mended):
            tell(invocation.catalogue, message)
        if compact:
            _compact(invocation, store, _KEPT if keep is None else keep, yes=yes)
        else:
            _print(invocation, store, shape, quote)


def _print(
    invocation: Invocation, store: ProjectStore, shape: Literal["table", "json", "jsonl"], quote: str | None
) -> None:
    from summit_tui.session.history.exporting import chunks

    if (
        quote is not None
        and quote not in store.project.quotes
        and next(iter(store.history.oldest_first(quote)), None) is None
    ):
        raise UnusableInputError("Nothing is known of a quote with the id {id}.", id=quote)
    if shape == "table":
        write(_table(store, invocation.catalogue, quote))
    else:
        write(chunks(store, shape, quote))
    if store.history.start > 1:
        key = N_("Edits before that were taken out of the history, as was asked for, or are lost: {count}.")
        tell(invocation.catalogue, Message.of(key, count=store.history.start - 1))


def _table(store: ProjectStore, catalogue: Catalogue, quote: str | None) -> Iterator[bytes]:
    """A line an edit: number, time in UTC, author, what was done; below it what that changed."""
    from summit_tui.session.history.walking import happenings

    def called(name: Name) -> str:
        return name.ar if catalogue.right_to_left or not name.en else name.en

    for happening in happenings(store, called, quote):
        if happening is not None:
            yield "".join(f"{line}\n" for line in _lines(happening, catalogue)).encode("utf-8")


def _lines(happening: Happening, catalogue: Catalogue) -> Iterator[str]:
    from summit_tui.formats.plain import one_line

    edit, title = happening.edit, happening.title
    what = title if isinstance(title, str) else title.spoken(catalogue.text)
    if happening.undone:
        what = catalogue.text(N_("{what} (undone)"), what=what)
    yield "\t".join(map(one_line, (str(happening.sequence), edit.at, edit.by, what)))
    for about in happening.told:
        for message in (*((about.subject,) if about.subject is not None else ()), *about.facts):
            yield "\t" + one_line(message.spoken(catalogue.text))


def _compact(invocation: Invocation, store: ProjectStore, keep: int, *, yes: bool) -> None:
    from summit_tui.session.history.shortening import shorten
    from summit_tui.session.ledger import Author

    def confirm(message: Message) -> None:
        ask(invocation.catalogue, message, yes=yes)

    if store.why_read_only is not None:
        raise store.why_read_only
    author = Author(invocation.author or invocation.settings.author)
    for message in shorten(store, keep, author, confirm):
        tell(invocation.catalogue, message)
