"""Driving the app with Textual's pilot, and reading its screen back cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from wcwidth import wcwidth

from summit_tui.bidi import lay_out_text
from summit_tui.tui.screens.annotate import AnnotateScreen
from summit_tui.tui.widgets.article import ArticleView

_MOST_ROUNDS = 200


def key_event(key: str) -> events.Key:
    """The event that a terminal's key gives, by Textual's name of the key or the character it types."""
    if key == "space":
        return events.Key("space", " ")
    if len(key) > 1:
        return events.Key(key, None)
    return events.Key(key if key.isalnum() else _character_to_key(key), key)


async def settle(pilot: Pilot) -> None:
    """Waits until no part of the app has a message left.

    ``Pilot.pause`` waits until the process rests, which takes 60 ms and more whatever there was to do.
    """
    quiet = 0
    for _ in range(_MOST_ROUNDS):
        screen = pilot.app.screen
        nodes = [pilot.app, *screen.walk_children(with_self=True)]
        busy = any(not node._message_queue.empty() for node in nodes)
        await pilot._wait_for_screen()
        quiet = 0 if busy or pilot.app.screen is not screen else quiet + 1
        if quiet == 3:
            pilot.app.screen._on_timer_update()
            return
    raise AssertionError("the app never comes to rest")


async def press(pilot: Pilot, *keys: str) -> None:
    """Presses keys as the terminal's driver would, each after all that the one before brought about."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        event = key_event(key)
        event.set_sender(pilot.app)
        driver.send_message(event)
        await settle(pilot)


async def type_text(pilot: Pilot, text: str) -> None:
    """Presses the key of each character of ``text``."""
    await press(pilot, *("space" if character == " " else character for character in text))


def strips(app: App) -> list[Strip]:
    """What the whole screen shows, dialogs over the screen below them included."""
    return app.screen._compositor.render_strips()


def rows(app: App) -> list[str]:
    """The rows of the screen as they are sent, in visual order and shaped."""
    return ["".join(segment.text for segment in strip) for strip in strips(app)]


def cells(row: str) -> list[str]:
    """A row as cells: each character with the diacritics that stand on it; after a wide one an empty cell."""
    found: list[str] = []
    for character in row:
        width = wcwidth(character)
        if width == 0 and found:
            found[-1] += character
        else:
            found.extend([character, *[""] * (width - 1)])
    return found


def as_shown(text: str) -> str:
    """``text`` as it stands on a line of its own: shaped, in visual order."""
    (line,) = lay_out_text(text, 500)
    return "".join(line.row()).strip()


def shows(app: App, text: str) -> bool:
    """Whether ``text``, laid out, stands in a row of the screen."""
    words = as_shown(text)
    return any(words in row for row in rows(app))


def status(app: App) -> str:
    """The status line of the main screen."""
    region = main_screen(app).query_one("#status").region
    return rows(app)[region.y]


def main_screen(app: App) -> AnnotateScreen:
    """The screen with the article, also while a dialog lies over it."""
    (screen,) = [screen for screen in app.screen_stack if isinstance(screen, AnnotateScreen)]
    return screen


def article_view(app: App) -> ArticleView:
    """The article's widget."""
    return main_screen(app).query_one(ArticleView)


def background_at(app: App, x: int, y: int) -> str | None:
    """The colour behind a cell of the screen."""
    column = 0
    for segment in strips(app)[y]:
        width = sum(max(wcwidth(character), 0) for character in segment.text)
        if column <= x < column + width:
            colour = segment.style.bgcolor if segment.style else None
            return colour.name if colour else None
        column += width
    return None


def shaped_letters() -> frozenset[str]:
    """The letters that have presentation forms, and so may never be sent as they are.

    U+0621, which never joins, stays as it is.
    """
    forms = (chr(code) for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)])
    parts = (unicodedata.decomposition(form).split() for form in forms)
    letters = {chr(int(part[1], 16)) for part in parts if len(part) == 2 and part[0] == "<isolated>"}
    return frozenset(letters - {"\u0621"})


SHAPED_LETTERS = shaped_letters()


def unsafe(row: str) -> list[str]:
    """What no row may hold: controls, invisible formatting characters, letters that aren't shaped."""
    return [
        f"U+{ord(character):04X}"
        for character in row
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") or character in SHAPED_LETTERS
    ]


async def until(pilot: Pilot, condition: Callable[[], bool], what: str, rounds: int = 100) -> None:
    """Waits for something that a thread or a timer does."""
    for _ in range(rounds):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"waited in vain for {what}")
