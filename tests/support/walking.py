"""Walking through all that an app of the package can show, and what its screens have to be free of."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widget import Widget

import summit_tui.tui
from summit_tui.model import Change, Cue, Name, Origin, Quote, QuoteType, Speaker, Status, Topic
from summit_tui.session import Ask, Session, open_session
from summit_tui.session.ledger import Shown
from summit_tui.session.review.pending import Pending
from summit_tui.tui.screens.annotate import ALL_COMMANDS, AnnotateScreen
from summit_tui.tui.visual import BidiText
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import as_shown, cells, main_screen, press, rows, settle, type_text
from tests.support.editing import make_quote, span_of
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import looked_through
from tests.support.visual_order import faults

ARTICLE = (
    "وزيرة المياه (48 عاما): السدود ممتلئة\n"
    "قالت وزيرة المياه ليلى الحسني، في مقابلة مع CNN يوم 24/11/2026، إن السدود «امتلأت تمامًا [بنسبة 97.5%]» "
    "بعد أمطار الشتاء.\n"
    'وأضافت: "لَنْ نَقْطَعَ الماءَ عن أحدٍ (هذا الصيف)". وردّ النائب سامر خوري: «الأرقام مبالغ فيها كثيرًا».\n'
    "The River Post wrote: «لا تعليق» (see https://river.example/a?b=1).\n"
    "وانتهت الجلسة عند الساعة 9.30 مساء، وكتب مراسل إلى news@river.example أنّ \u202eabc\u202c خطأ.\n"
)
OTHER = "مقال ثان عن النهر (AFP)\nقال الصيّاد: «لا سمك هنا».\n"
FILE, OTHER_FILE = "خبر المياه (2) v1.txt", "نهر AFP الأول.txt"
WORDS = "لَنْ نَقْطَعَ الماءَ عن أحدٍ (هذا الصيف)"
TYPED = "لا (ab) ضوء 3"
_FEWEST_CELLS = 60
"""Cells with Arabic that every screen has where no dialog lies over it: walks are through Arabic texts."""


def classes_of_the_package(base: type) -> set[type]:
    """All classes that the modules of the interface define and that are ``base`` or below it."""
    found: set[type] = set()
    for module in pkgutil.walk_packages(summit_tui.tui.__path__, "summit_tui.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, base) and thing.__module__ == module.name:
                found.add(thing)
    return found


def apps_of_the_package() -> dict[str, type]:
    """The apps that aren't there only for others to be built on, by their names."""
    apps = classes_of_the_package(App)
    return {app.__name__: app for app in apps if not any(app in other.__mro__ for other in apps - {app})}


def annotated_session(folder: Path) -> Session:
    """Two articles, quotes, speakers, topics and a note, all of Arabic with numbers, Latin and brackets."""
    articles = folder / "أخبار (news)"
    articles.mkdir()
    (articles / FILE).write_text(ARTICLE, "utf-8")
    (articles / OTHER_FILE).write_text(OTHER, "utf-8")
    session = open_session(articles, paths=paths_in(folder / "home"), author=fixed_author())
    speakers = [
        Speaker("s-1", Name("ليلى الحسني (CNN)", "Layla al-Hasani"), ("وزيرة المياه no. 1",)),
        Speaker("s-2", Name("سامر خوري «أبو لؤي»")),
    ]
    topic = Topic("t-1", Name("سدود & ماء (2026)", "Dams"))
    session.change("test", [Change(None, made) for made in (*speakers, topic)])
    make_quote(session, "امتلأت تمامًا [بنسبة 97.5%]")
    first = session.quote
    make_quote(session, WORDS)
    quote = session.quote
    assert first is not None
    assert quote is not None
    changed = session.revise(
        quote, speakers=("s-1", "s-2"), topics=("t-1",), note="تحقّق من الرقم (see p. 3)، لا تنشر"
    )
    session.change("test", [session.revise(first, speakers=("s-2",)), changed])
    _decide(session)
    return session


def _decide(session: Session) -> None:
    """Rejects a suggestion often enough that something is learned of it."""
    place = span_of(session.text, "الأرقام مبالغ فيها كثيرًا")
    suggested = Quote(
        id="",
        article=session.article.id,
        type=QuoteType.DIRECT,
        content=(place,),
        cue=Cue(span_of(session.text, "وردّ"), "رد"),
        status=Status.SUGGESTED,
        origin=Origin("rule", "quotation marks", 0.8),
    )
    for number in range(12):
        quote = replace(suggested, id=f"decided-{number}")
        session.change("test", [Change(None, quote)])
        session.change("test", [Change(quote, replace(quote, status=Status.REJECTED))])


class Walk:
    """What was seen on the way, and what was wrong."""

    def __init__(self, parted: Iterable[str] = ()) -> None:
        """``parted`` are texts that are shown in which a non-joiner parts letters."""
        self._parted = [as_shown(text) for text in parted]
        self.classes: set[type] = set()
        self.places: list[str] = []
        self.wrong: dict[str, list[str]] = {}

    def look(self, app: App[Any], place: str) -> None:
        """Looks at every row of the whole screen."""
        self.places.append(place)
        nodes: list[DOMNode] = [app, *app.screen.walk_children(with_self=True)]
        for node in nodes:
            self.classes.update(type(node).__mro__)
        whose = owners(app)
        shown = rows(app)
        wrong = [
            f"{found} in {row!r}"
            for y, row in enumerate(shown)
            for found in faults(row, whose[y], self._parted)
        ]
        wrong += [
            f"not {app.size.width} cells: {row!r}" for row in shown if len(cells(row)) != app.size.width
        ]
        arabic = sum("\ufb50" <= cell < "\uff00" for row in shown for cell in row)
        if arabic < _FEWEST_CELLS and len(app.screen_stack) == 1:
            wrong.append("there is hardly any Arabic")
        wrong += [
            f"the tooltip of {node} isn't laid out"
            for node in nodes
            if isinstance(node, Widget)
            and node.tooltip is not None
            and not isinstance(node.tooltip, BidiText)
        ]
        if wrong:
            self.wrong[place] = wrong


def owners(app: App[Any]) -> list[list[object]]:
    """Whose each cell of the screen is: the topmost widget, where a dialog is see-through the one below."""
    width, height = app.size
    grid: list[list[object]] = [[None] * width for _ in range(height)]
    for screen in app.screen_stack:
        for y, layers in enumerate(screen._compositor.layers_visible[:height]):
            for widget, region, _ in reversed(layers):
                if not (widget is screen and screen.is_modal):
                    grid[y][region.x : region.right] = [widget] * region.width
    return grid


def correct_the_file(session: Session) -> None:
    """Publishes a correction of the open article by which one quote is changed and one is lost."""
    make_quote(session, "لا تعليق")
    lost = ARTICLE.replace("لا تعليق", "ننتظر ما تقوله الوزارة (MoW) في بيانها")
    session.place.path_of(FILE).write_text(
        f"تصحيح (2): النسبة 96.5%\n{lost.replace('97.5', '96.5')}", "utf-8"
    )


async def walk_summit(pilot: Pilot[Any], walk: Walk) -> None:
    """Runs every command, answers what it asks, goes into every panel."""
    app = pilot.app
    main = main_screen(app)
    session = main.session
    await looked_through(pilot)
    assert session.suggestions
    walk.look(app, "start")
    for key in ("0", "0", "s", "escape", "=", "-", "backspace", "y", "f9", "f8", "f8"):
        await press(pilot, key)
        walk.look(app, f"suggestions, after {key}")
    correct_the_file(session)
    for command in ALL_COMMANDS.values():
        if command.id == "window.quit":
            continue
        for typed in ("", f"/{TYPED}"):
            _come_to_a_quote(main)
            if command.ask is Ask.UNSAVED:
                _leave_unsaved(session)
            main.perform(command, *((1,) if command.numbered else ()))
            await settle(pilot)
            walk.look(app, command.id)
            asked = len(app.screen_stack) > 1
            assert asked or command.ask is None, f"{command.id} asks nothing"
            await _answer(pilot, walk, command.id, typed)
            main.perform(ALL_COMMANDS["select.none"])
            if not asked:
                break
    _come_to_a_quote(main)
    app.notify("خطأ في «قراءة الملف» (2): لا يوجد", title="تنبيه CNN", markup=False)
    await settle(pilot)
    walk.look(app, "a notice")
    for panel in ("quotes", "speakers", "topics"):
        main.query_one(f"#{panel}").focus()
        await press(pilot, "down")
        walk.look(app, f"in {panel}")
        await press(pilot, "enter")
        walk.look(app, f"chosen in {panel}")
    assert session.quotes


def _leave_unsaved(session: Session) -> None:
    """Keeps an edit of a quote as one that could not be saved."""
    quote = session.quotes[0]
    change = session.revise(quote, unsure=not quote.unsure)
    session.unsaved.add("quote.unsure", (change,), Shown(session.article, session.text, Pending()))


def _come_to_a_quote(main: AnnotateScreen) -> None:
    """Opens the first article again, and goes to the quote with the note, or to one made anew."""
    session = main.session
    if session.article.source.file != FILE:
        session.run("article.open", next(entry for entry in session.entries if entry.file == FILE))
    noted = [quote for quote in session.quotes if quote.note] or session.quotes
    if noted:
        session.visit(noted[0])
    else:
        make_quote(session, WORDS)
    main.draw()


async def _answer(pilot: Pilot[Any], walk: Walk, place: str, typed: str) -> None:
    """Answers the dialog that is open, and what it leads to, with what it proposes or with ``typed``."""
    app = pilot.app
    for depth in range(3):
        if len(app.screen_stack) < 2:
            break
        await press(pilot, "down", "end")
        walk.look(app, f"{place}, {depth} deep, {typed!r}, scrolled")
        if typed and app.screen.query(LineInput):
            await type_text(pilot, typed)
            walk.look(app, f"{place}, {depth} deep, {typed!r}, typed into")
            await press(pilot, "left", "shift+left", "home", "end")
        await press(pilot, "enter")
        walk.look(app, f"{place}, {depth} deep, {typed!r}, answered")
    while len(app.screen_stack) > 1:
        await press(pilot, "escape")
    walk.look(app, f"{place}, left")


def found_wrong(walk: Walk) -> list[str]:
    """What was wrong, at most three things a place."""
    return [f"{place}: {one}" for place, wrong in walk.wrong.items() for one in wrong[:3]]
