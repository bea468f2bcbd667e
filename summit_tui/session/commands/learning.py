"""What is learned from decisions on suggestions: seen, switched off, forgotten."""

from __future__ import annotations

from summit_tui.i18n import N_
from summit_tui.model import Message, Speaker
from summit_tui.session.command import Ask, Command, Group
from summit_tui.session.review.forgetting import FORGET, FORGET_ALIAS, FORGET_LESSON, lesson_command
from summit_tui.session.session import Session


def forget(session: Session, sure: bool) -> Message | None:  # noqa: FBT001 - the answer to a question
    """Lets nothing count that was decided so far; the decisions stay as they are."""
    if not sure:
        return None
    if not session.proposals.learning.wait().count:
        return Message.warn(N_("Nothing was learned yet."))
    session.change(FORGET, ())
    session.proposals.learning.wait()
    session.reviewing.refresh()
    return Message.of(N_("What was learned is forgotten. Press u to bring it back."))


def forget_lesson(session: Session, lesson: str | tuple[Speaker, str]) -> Message | None:
    """Lets nothing count that was decided so far on suggestions with a trait, or forgets an alias."""
    if not isinstance(lesson, str):
        return _forget_alias(session, *lesson)
    from summit_tui.session.review.lessons import named

    session.change(lesson_command(lesson), ())
    session.proposals.learning.wait()
    session.reviewing.refresh()
    return Message.of(N_("Forgotten: {lesson}. Press u to bring it back."), lesson=named(lesson))


def _forget_alias(session: Session, speaker: Speaker, alias: str) -> Message | None:
    """Calls ``speaker`` no longer by the name ``alias``, which was remembered."""
    from summit_tui.session.aliases import forgetting

    session.change(FORGET_ALIAS, [forgetting(speaker, alias)])
    return Message.of(
        N_("Forgotten: {lesson}. Press u to bring it back."),
        lesson=Message.of(N_("{alias} = {name}"), alias=alias, name=speaker.name.ar),
    )


def toggle(session: Session) -> Message | None:
    """Learns from decisions, or leaves suggestions as their suggester rates them, until the app is left."""
    session.proposals.learns = not session.proposals.learns
    session.reviewing.refresh()
    if session.proposals.learns:
        return Message.of(N_("Suggestions are rated by what you decided on others."))
    return Message.of(N_("Suggestions are rated as they come; what you decide changes nothing."))


def toggle_held(session: Session) -> Message | None:
    """Shows the suggestions that are held back, or holds them back again."""
    learning, held = session.proposals.learning, session.proposals.held
    learning.showing_held = not learning.showing_held
    session.reviewing.refresh()
    if learning.showing_held:
        return Message.of(N_("Suggestions that would be held back are shown; here: {count}."), count=held)
    return Message.of(
        N_("Suggestions that you nearly always reject are held back; here: {count}."),
        count=session.proposals.held,
    )


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        FORGET_LESSON,
        Group.REVIEW,
        (),
        N_("What was learned"),
        N_("See what was learned from what you decided, and forget any of it"),
        forget_lesson,
        Ask.LESSON,
    ),
    Command(
        "learning.toggle",
        Group.REVIEW,
        (),
        N_("Learning"),
        N_("Learn from what you decide, or leave suggestions as they are"),
        toggle,
    ),
    Command(
        "learning.held",
        Group.REVIEW,
        (),
        N_("Held-back suggestions"),
        N_("Show the suggestions that are held back, or hold them back again"),
        toggle_held,
    ),
    Command(
        FORGET,
        Group.REVIEW,
        (),
        N_("Forget what was learned"),
        N_("Begin anew with learning; what you decided stays as it is"),
        forget,
        Ask.FORGET,
    ),
)
