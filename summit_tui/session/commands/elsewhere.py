"""Saving a project to another place, where its own can't be written any more."""

from __future__ import annotations

from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import PROJECT_FOLDER, Message, UnusableInputError, Whole
from summit_tui.session import exporting
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.ledger import Ledger
from summit_tui.session.session import Session
from summit_tui.store import ProjectStore

_JSON = ".json"


def save_elsewhere(session: Session, path: Path | str, *, overwrite: bool = False) -> Message | None:
    """Writes the project into the folder ``path`` and goes on there, or its annotations to a JSON file.

    An existing file is replaced only where ``overwrite``. No edit is written to the project's own place;
    those that were saved there are folded, as when any session ends.
    """
    place = exporting.place_for(path)
    if place.suffix == _JSON:
        written = exporting.write(session, place, overwrite=overwrite, status="all")
        key = N_("Exported to {path}; the project itself isn't there.")
        return Message.of(key, path=Whole(written))
    folder = place.parent if place.name == PROJECT_FOLDER else place.absolute()
    _check(folder)
    waited = len(session.unsaved)
    missing, whole = _written(session, folder)
    session.move_to(folder)
    path = Whole(folder)
    if session.unsaved:
        key = N_("Saved in {path}, and saved there from here on. Edits that still can't be saved: {count}.")
        return Message.warn(key, path=path, count=len(session.unsaved))
    gone = session.unsaved.take_gone()
    if gone:
        key = N_(
            "Saved in {path}, and saved there from here on. "
            "Edits that don't fit any more, and were let go: {count}."
        )
        return Message.warn(key, path=path, count=gone)
    if missing:
        key = N_("Saved in {path}, and saved there from here on. Texts that could not be read: {count}.")
        return Message.warn(key, path=path, count=missing)
    if not whole:
        key = N_(
            "Saved in {path}, and saved there from here on. The history could not be read and isn't there."
        )
        return Message.warn(key, path=path)
    if waited:
        key = N_("Saved in {path}, with what could not be saved before. It is saved there from here on.")
        return Message.of(key, path=path)
    return Message.of(N_("Saved in {path}. It is saved there from here on."), path=path)


def _check(folder: Path) -> None:
    """Raises ``UnusableInputError`` where no project can be made in ``folder``."""
    from summit_tui.store.elsewhere import check_place  # needed only where something is wrong

    check_place(folder)


def _written(session: Session, folder: Path) -> tuple[int, bool]:
    """How many texts could not be read, and whether the whole history is there."""
    if not session.store.exists:
        _begin(session, folder)
        return 0, True
    done = session.store.write_to(folder, session.home.text_of)
    return len(done.missing), done.start <= session.store.history.start


def _begin(session: Session, folder: Path) -> None:
    """Begins a project in ``folder``, where nothing was ever saved, as the first edit would have done.

    Raises ``StoreError`` where it can't be written, and ``UnusableInputError`` where nothing would be there.
    """
    with ProjectStore.open(folder) as store:
        Ledger(store, session.author, session.ledger.first_topics).begin()
        if not store.exists and not session.unsaved:
            raise UnusableInputError("There is nothing to save yet. Nothing was written.")


def save_unsaved(session: Session, keep: bool) -> Message | None:  # noqa: FBT001 - the person's answer
    """Makes the edits that could not be saved or, unless they are to be kept, lets them go."""
    if not keep:
        session.unsaved.clear()
        return Message.of(N_("The edits that could not be saved were let go."))
    session.save_unsaved()
    if session.unsaved:
        key = N_("These edits still can't be saved: {count}. Save the project elsewhere, with them.")
        return Message.warn(key, count=len(session.unsaved))
    gone = session.unsaved.take_gone()
    if gone:
        key = N_("Saved what still fits. Edits that don't fit any more, and were let go: {count}.")
        return Message.warn(key, count=gone)
    return Message.of(N_("Saved what could not be saved before."))


def is_there(session: Session, path: Path | str) -> bool:
    """Whether there is a file at ``path`` that would be replaced.

    Raises ``UnusableInputError`` where nothing can be saved there.
    """
    place = exporting.place_for(path)
    if place.suffix == _JSON:
        return exporting.is_there(session, place)
    _check(place)
    return False


def proposed(session: Session) -> Path:
    """A folder in the person's home that isn't there yet."""
    name = session.place.root.name or "project"
    home = Path.home()
    return next(
        place
        for number in range(1, 1000)
        if not (place := home / (f"summit-{name}" if number == 1 else f"summit-{name}-{number}")).exists()
    )


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "project.save_elsewhere",
        Group.EDIT,
        ("ctrl+s",),
        N_("Save elsewhere"),
        N_("Write the whole project into another folder and go on there, or a JSON file"),
        save_elsewhere,
        Ask.ELSEWHERE,
    ),
    Command(
        "project.save_unsaved",
        Group.EDIT,
        ("ctrl+r",),
        N_("Save again"),
        N_("Make the edits after all that could not be saved, or let them go"),
        save_unsaved,
        Ask.UNSAVED,
    ),
)
