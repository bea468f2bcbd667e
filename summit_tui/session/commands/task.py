"""Choosing stretches of the text for a quote: its edges, its cue, its mention.

Or, in another text of the article, for the whole quote (``revision.py``). A task goes on until it is kept,
with the key that makes quotes, or left. Meanwhile movements and growing work as ever, and the quote stays
the one that commands are about.
"""

from __future__ import annotations

from dataclasses import replace

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import Cue, Message, Quote, Span
from summit_tui.session.command import Command, Group
from summit_tui.session.commands import revision
from summit_tui.session.selection import Selection
from summit_tui.session.session import Session
from summit_tui.session.tasks import Task, TaskKind


def choose_cue(session: Session, quote: Quote) -> Message | None:
    """Makes the selected words the quote's cue; where nothing is selected, starts choosing them."""
    if _has_chosen(session, TaskKind.CUE):
        return _keep_words(session, quote, TaskKind.CUE)
    _start_choosing(session, quote, TaskKind.CUE, quote.cue.span if quote.cue else None)
    return None


def choose_mention(session: Session, quote: Quote) -> Message | None:
    """Makes the selected words the speaker's mention; where nothing is selected, starts choosing them."""
    if _has_chosen(session, TaskKind.MENTION):
        return _keep_words(session, quote, TaskKind.MENTION)
    _start_choosing(session, quote, TaskKind.MENTION, quote.mention)
    return None


def _has_chosen(session: Session, kind: TaskKind) -> bool:
    """Whether the selection is of words for ``kind``, and not the edges of a quote that are being moved."""
    return not session.selection.empty and (session.task is None or session.task.kind is kind)


def _start_choosing(session: Session, quote: Quote, kind: TaskKind, present: Span | None) -> None:
    session.visit(quote)
    session.task = Task(kind, quote.id)
    session.select(Selection.at(present.start) if present else Selection.at(quote.start))


def _keep_words(session: Session, quote: Quote, kind: TaskKind) -> Message | None:
    selection = session.selection
    if selection.empty:
        span = arabic.word_at(session.text, selection.caret)
    else:
        span = arabic.without_blanks(session.text, selection.span)
    if span is None:
        return Message.warn(N_("There is no word here to take."))
    words = span.of(session.text)
    if kind is TaskKind.CUE:
        from summit_tui import suggest

        cue = Cue(span, suggest.cue_lemma(words))
        if cue != quote.cue:
            session.change("quote.cue", [session.revise(quote, cue=cue)])
    elif span != quote.mention:
        session.change("quote.mention", [session.revise(quote, mention=span)])
    session.visit(quote)
    key = N_("Cue: {words}") if kind is TaskKind.CUE else N_("Mention: {words}")
    return Message.of(key, words=words)


def edit_edges(session: Session, quote: Quote) -> Message | None:
    """Starts moving the quote's edges: every movement moves the end or, after ``o``, the start."""
    session.visit(quote)
    session.task = Task(TaskKind.EDGES, quote.id)
    session.select(Selection(quote.start, quote.end))
    return None


def keep(session: Session, task: Task) -> Message | None:
    """Ends a task and keeps what was chosen."""
    if task.kind is TaskKind.PLACE:
        return revision.keep(session)
    quote = session.find(task.quote)
    if quote is None:
        session.leave_task()
        return None
    if task.kind is TaskKind.EDGES:
        return _keep_edges(session, quote)
    return _keep_words(session, quote, task.kind)


def _keep_edges(session: Session, quote: Quote) -> Message | None:
    content = arabic.without_blanks(session.text, session.selection.span)
    if content is None:
        return Message.warn(N_("Nothing but spaces is left: the quote stays as it was."))
    fragments = _moved_edges(quote.content, content)
    if fragments is None:
        return Message.warn(N_("The edges of an interrupted quote can't cross its gap."))
    if fragments != quote.content:
        session.change("quote.edges", [session.revise(quote, content=fragments)])
    session.visit(replace(quote, content=fragments))
    return None


def _moved_edges(fragments: tuple[Span, ...], content: Span) -> tuple[Span, ...] | None:
    """``fragments`` from ``content``'s start to its end; ``None`` where a gap would be crossed."""
    if len(fragments) == 1:
        return (content,)
    if content.start >= fragments[0].end or content.end <= fragments[-1].start:
        return None
    first = Span(content.start, fragments[0].end)
    last = Span(fragments[-1].start, content.end)
    return (first, *fragments[1:-1], last)


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "quote.cue",
        Group.QUOTE,
        ("c",),
        N_("Cue"),
        N_("Make the selected words the quote's cue, or choose them"),
        choose_cue,
        on_quote=True,
    ),
    Command(
        "quote.mention",
        Group.QUOTE,
        ("m",),
        N_("Mention"),
        N_("Make the selected words the mention of the speaker, or choose them"),
        choose_mention,
        on_quote=True,
    ),
    Command(
        "quote.edges",
        Group.QUOTE,
        ("e",),
        N_("Edges"),
        N_("Move where the quote begins and ends"),
        edit_edges,
        on_quote=True,
    ),
)
