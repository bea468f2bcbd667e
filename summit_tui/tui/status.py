"""What the title line and the status line say."""

from __future__ import annotations

from pathlib import Path

from summit_tui.bidi import controls_in, wrap
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Quote, Status
from summit_tui.session import Message, Session, mode_of
from summit_tui.session.articles import place_in
from summit_tui.session.tasks import Task, TaskKind
from summit_tui.tui.panels import speaker_names, topic_name
from summit_tui.tui.reasons import percentage, tier_name, why
from summit_tui.tui.speech import isolated, spoken
from summit_tui.tui.text import MOST_SHOWN, cells_of
from summit_tui.tui.widgets.bar import BarPiece
from summit_tui.tui.wording import words_before

_TASK_TEXTS = {
    TaskKind.EDGES: N_("Move the edge. Enter keeps it, Esc leaves it, o: the other one"),
    TaskKind.CUE: N_("Go to the cue, x for more words. Enter takes it, Esc leaves it"),
    TaskKind.PLACE: N_("Select the quote's words, Enter sets it there"),
    TaskKind.MENTION: N_("Go to the mention, x for more words. Enter takes it, Esc leaves it"),
}
_NARROWEST = 10
"""Cells below which a message isn't broken but cut."""

_SEPARATOR = BarPiece(" · ", "bar.dim")


def title_pieces(session: Session, catalogue: Catalogue) -> tuple[list[BarPiece], list[BarPiece]]:
    """The article's title, and at the far side how far the work on it has come."""
    article = session.article
    near = [BarPiece(f" {isolated(article.title or article.source.file)} ", "bar.strong")]
    state = catalogue.text(article.state)
    place = place_in(session.entries, article)
    far = [BarPiece(f" {place}/{len(session.entries)} ", "bar.dim")] if len(session.entries) > 1 else []
    return near, [*far, BarPiece(f" {state} ", "bar.dim")]


def status_pieces(
    session: Session, catalogue: Catalogue, message: Message | None
) -> tuple[list[BarPiece], list[BarPiece]]:
    """The mode, then the message or what is known of the present quote; far: whether all is saved."""
    near = [BarPiece(f" {catalogue.text(mode_of(session))} ", "bar.mode"), BarPiece(" ")]
    if message is not None:
        near.append(BarPiece(spoken(catalogue, message), "bar.warning" if message.warning else "bar.plain"))
        return near, [_saved_piece(session, catalogue)]
    if warning := _control_warning(session):
        near += [BarPiece(spoken(catalogue, warning), "bar.warning"), BarPiece(" ")]
    if session.task is not None:
        near += _task_pieces(session, session.task, catalogue)
    elif session.quote is not None:
        near += _quote_pieces(session, session.quote, catalogue)
    elif session.place.elsewhere:
        kept = catalogue.text("project in {folder}", folder=isolated(_shortened(session.place.folder)))
        near.append(BarPiece(kept, "bar.dim"))
    return near, [_saved_piece(session, catalogue)]


def tier_pieces(session: Session, catalogue: Catalogue) -> list[BarPiece]:
    """What the suggestions rest on; nothing before that is known, or where they are hidden."""
    reviewing = session.reviewing
    if not reviewing.shown or reviewing.pending.tier is None:
        return []
    tier = tier_name(reviewing.pending.tier, catalogue)
    return [BarPiece(f" {catalogue.text('Suggestions: {tier}', tier=tier)} ", "bar.dim")]


def broken(pieces: list[BarPiece], room: int) -> tuple[list[BarPiece], BarPiece | None]:
    """``pieces`` that fit into ``room`` cells, and what is left of the last one where it doesn't."""
    *before, last = pieces
    room -= sum(cells_of(piece.text) for piece in before)
    if room < _NARROWEST or cells_of(last.text) <= room:
        return pieces, None
    starts = wrap(last.text[:MOST_SHOWN], room)
    if len(starts) < 2:
        return pieces, None
    cut = starts[1]
    return [*before, BarPiece(last.text[:cut].rstrip(), last.look)], BarPiece(
        f" {last.text[cut:]}", last.look
    )


def _saved_piece(session: Session, catalogue: Catalogue) -> BarPiece:
    if session.unsaved:
        told = catalogue.count("{n} edit not saved", "{n} edits not saved", len(session.unsaved))
        if session.read_only:
            told = f"{catalogue.text('read only')}{_SEPARATOR.text}{told}"
        return BarPiece(f" {told} ", "bar.warning")
    if session.read_only:
        return BarPiece(f" {catalogue.text(_reading(session))} ", "bar.warning")
    if session.task is not None and session.task.kind is not TaskKind.PLACE:
        return BarPiece(f" {catalogue.text('not kept yet')} ", "bar.warning")
    if not session.store.history:
        return BarPiece(f" {catalogue.text('nothing to save')} ", "bar.dim")
    if session.store.fold_failure is not None:
        size = -(-session.store.journal_size // 1000)
        return BarPiece(f" {catalogue.text('saved, {size} kB not folded', size=size)} ", "bar.warning")
    return BarPiece(f" {catalogue.text('saved')} ", "bar.saved")


def _reading(session: Session) -> str:
    """Why nothing is saved, in a word."""
    if session.home.waits:
        return N_("waiting to write")
    return N_("read only") if session.home.held_by is None else N_("read only, followed")


def _task_pieces(session: Session, task: Task, catalogue: Catalogue) -> list[BarPiece]:
    """What to do; of a quote that is being placed how certain its place is, and what it was."""
    carried = session.project.carried.get(task.quote) if task.kind is TaskKind.PLACE else None
    if carried is None:
        return [BarPiece(catalogue.text(_TASK_TEXTS[task.kind]))]
    certain = percentage(carried.certainty) if carried.is_placed else catalogue.text("not placed")
    here = carried.is_placed and session.selection.empty
    what = catalogue.text("Enter: here") if here else catalogue.text("Enter: at the selection")
    was = catalogue.text("before: {words}", words=isolated(words_before(session, carried)))
    return [BarPiece(certain), _SEPARATOR, BarPiece(what), _SEPARATOR, BarPiece(was, "bar.dim")]


def _shortened(folder: Path) -> str:
    """``folder`` with the person's home as ``~``."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def _quote_pieces(session: Session, quote: Quote, catalogue: Catalogue) -> list[BarPiece]:
    suggested = quote.status is Status.SUGGESTED
    parts = list(why(session, quote, catalogue)) if suggested else []
    type_and_speaker = [catalogue.text(quote.type), speaker_names(session, quote, catalogue)]
    parts += reversed(type_and_speaker) if suggested else type_and_speaker
    if quote.cue is not None and not suggested:
        parts.append(catalogue.text("cue {words}", words=isolated(quote.cue.span.of(session.text))))
    parts.append(catalogue.text(quote.attribution))
    topics = [topic for topic in session.project.topics.values() if topic.id in quote.topics]
    parts.extend(isolated(topic_name(topic, catalogue)) for topic in topics)
    if quote.unsure:
        parts.append(catalogue.text("unsure"))
    if quote.note:
        parts.append(isolated(quote.note))
    pieces = [piece for part in parts for piece in (_SEPARATOR, BarPiece(part))]
    return pieces[1:]


def _control_warning(session: Session) -> Message | None:
    """Tells of a direction control in the caret's line, which can make it read as something else."""
    bounds = session.layout.bounds(session.layout.row_of(session.selection.caret))
    controls = controls_in(session.text[bounds[0] : bounds[1]]) if bounds else []
    if not controls:
        return None
    return Message.warn(
        N_("A hidden control ({name}) makes this line read in another order."), name=controls[0][1]
    )
