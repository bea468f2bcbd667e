"""Running ``summit evaluate``: reading the gold, counting, and the exit status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from summit_tui.cli.console import write
from summit_tui.cli.figures import Report, Reported, article_line, as_json, as_tables, total_line
from summit_tui.cli.invocation import Invocation
from summit_tui.cli.progress import Progress
from summit_tui.config.assets import label_set
from summit_tui.formats.gold import UnusableGoldError, find_documents, read_documents
from summit_tui.model import ExitStatus, Message
from summit_tui.session.evaluation import evaluated
from summit_tui.session.lexicons import with_terms
from summit_tui.session.review.running import tier_of
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.suggestions import Suggester

Shape = Literal["table", "json", "jsonl"]
Group = Literal["article", "outlet"]


def run(
    invocation: Invocation, gold: Sequence[Path], shape: Shape, group: Group | None, *, errors: bool
) -> int:
    """Evaluates on the documents at ``gold`` and returns the exit status.

    Raises ``UnusableInputError`` where a path leads to nothing.
    """
    files = list(dict.fromkeys(file for path in gold for file in find_documents(path)))
    suggester = best_suggester()
    report = Report(group, errors=errors, tier=tier_of(suggester))
    with Progress(invocation.catalogue, sum(map(_size, files))) as progress:
        for message in invocation.warnings:
            progress.tell(message)
        refused = _gather(report, _evaluated(files, suggester, progress), shape, progress)
    report.tier = tier_of(suggester)  # it may have had to do with less than it began with
    if not report.articles:
        return ExitStatus.UNUSABLE_INPUT
    match shape:
        case "jsonl":
            write([total_line(report)])
        case "json":
            write([as_json(report)])
        case "table":
            write(as_tables(report, invocation.catalogue))
    return ExitStatus.FAULT_IN_DATA if refused else ExitStatus.DONE


def _gather(
    report: Report, outcomes: Iterable[Reported | UnusableGoldError], shape: Shape, progress: Progress
) -> int:
    """Takes what was evaluated into ``report``, and returns how much couldn't be used."""
    noticed: set[Message] = set()
    refused = 0
    for outcome in outcomes:
        if isinstance(outcome, UnusableGoldError):
            refused += 1
            progress.tell(Message.of_error(outcome))
            continue
        for notice in outcome.result.notices:
            if notice not in noticed:
                noticed.add(notice)
                progress.tell(notice)
        report.add(outcome)
        if shape == "jsonl":
            progress.make_way()
            write([article_line(outcome, errors=report.errors)])
    return refused


def _evaluated(
    files: Sequence[Path], suggester: Suggester, progress: Progress
) -> Iterator[Reported | UnusableGoldError]:
    topics = with_terms(label_set())
    done = read = 0
    for file in files:
        for document in read_documents(file):
            if isinstance(document, UnusableGoldError):
                yield document
                continue
            for result in evaluated(document, suggester, topics):
                yield Reported(result, result.article.source.file or printable(file.name))
                done += 1
                progress.update(done, read)
        read += _size(file)


def printable(name: str) -> str:
    r"""A file's name as it can be printed: bytes that are no UTF-8 become ``\udc…``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # what can't be read is told when its turn comes
