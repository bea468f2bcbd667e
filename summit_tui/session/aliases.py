"""Remembering by which words a speaker is called, in the edit that says who spoke."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from summit_tui.model import Change, Edit, Quote, Speaker
from summit_tui.session.session import Session

SETS_SPEAKERS = "quote.speaker"
"""The command whose edits give speakers other names."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an edit changes about speakers, and the name that it gives to ``speaker`` if it gives one."""

    changes: tuple[Change, ...] = ()
    alias: str | None = None
    speaker: Speaker | None = None


def remembering(session: Session, quote: Quote, speaker: Speaker, *, is_new: bool) -> Remembered:
    """What to change when ``quote`` is given to ``speaker``, who is new, or whom the session knows.

    The words of its mention become another name of the speaker, and no longer are one of somebody else's
    who got it in the same way. They don't where they are somebody's name otherwise, or could be anybody's.
    """
    from summit_tui.suggest.learning.aliases import alias_in, names_another
    from summit_tui.suggest.people.called import goes_by

    plain = Remembered((Change(None, speaker),)) if is_new else Remembered()
    alias = alias_in(session.text, quote.mention, speaker) if quote.mention is not None else None
    if alias is None:
        return plain
    known = session.project.speakers
    others = [other for other in known.values() if other.id != speaker.id]
    if names_another(alias, speaker, others):
        return plain
    called = [other for other in others if goes_by(other, alias)]
    taken = [_without(other, alias, learned_by(session.undo_stacks.done, other.id)) for other in called]
    if any(goes_by(other, alias) for other in taken):
        return plain
    before = known.get(speaker.id)
    after = replace(speaker, aliases=(*speaker.aliases, alias))
    lost = [Change(other, left) for other, left in zip(called, taken, strict=True)]
    return Remembered((*lost, Change(before, after)), alias, after)


def remembered_aliases(session: Session) -> list[tuple[Speaker, str]]:
    """The speakers with each alias that they got from what a person chose and still have; latest first."""
    speakers = session.project.speakers
    found: dict[tuple[str, str], None] = {}
    for edit in reversed(session.undo_stacks.done):
        for alias, speaker in _given_in(edit):
            known = speakers.get(speaker)
            if known is not None and alias in known.aliases:
                found.setdefault((speaker, alias))
    return [(speakers[speaker], alias) for speaker, alias in found]


def forgetting(speaker: Speaker, alias: str) -> Change:
    """The change by which ``speaker`` is no longer called ``alias``."""
    return Change(speaker, replace(speaker, aliases=tuple(one for one in speaker.aliases if one != alias)))


def learned_by(edits: Iterable[Edit], speaker: str) -> frozenset[str]:
    """The aliases that the speaker with this id got from what a person chose in ``edits``."""
    return frozenset(alias for edit in edits for alias, one in _given_in(edit) if one == speaker)


def _given_in(edit: Edit) -> Iterator[tuple[str, str]]:
    """The aliases that ``edit`` gives, each with the id of the speaker who gets it."""
    if edit.command != SETS_SPEAKERS:
        return
    for change in edit.changes:
        before, after = change.before, change.after
        if isinstance(after, Speaker):
            had = before.aliases if isinstance(before, Speaker) else ()
            yield from ((alias, after.id) for alias in after.aliases if alias not in had)


def _without(speaker: Speaker, alias: str, learned: frozenset[str]) -> Speaker:
    """``speaker`` without the name ``alias``, as far as it was learned."""
    from summit_tui.suggest.people.called import same_name

    kept = tuple(one for one in speaker.aliases if one not in learned or not same_name(one, alias))
    return replace(speaker, aliases=kept)
