"""The dialogs: who said it, topics, articles, export, commands, help."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.model import Change, Edit, Name, Speaker, Topic
from summit_tui.session import Session, exported, open_session
from summit_tui.store import ProjectStore
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.annotate import ALL_COMMANDS, AnnotateScreen
from summit_tui.tui.screens.help import GROUP_NAMES, HelpScreen
from summit_tui.tui.screens.picker import Picker
from summit_tui.tui.screens.prompt import Prompt
from summit_tui.tui.widgets.line_input import LineInput
from summit_tui.tui.widgets.row_list import RowList
from tests.support.cases import case
from tests.support.driving import as_shown, press, rows, settle, shows, status, type_text
from tests.support.editing import files_in, make_quote, select_words
from tests.support.sessions import fixed_author, paths_in, session_on_text

WORDS = "امتلأت تماما"
NAMES = ["أحمد الأنصاري", "ليلى الحسني", "مصطفى علي", "هبة القاضي", "مسؤول أمريكي", "Jonas Berg"]


def add_speakers(session: Session, *names: str) -> None:
    made = [Speaker(f"s-{number}", Name(name)) for number, name in enumerate(names, 1)]
    session.change("test", [Change(None, speaker) for speaker in made])


@pytest.fixture
def quoted(session: Session) -> Session:
    make_quote(session, WORDS)
    add_speakers(session, *NAMES)
    return session


def options(app: SummitApp) -> list[str]:
    """The texts of the rows, without the isolates that keep names apart from what is around them."""
    texts = [row.lines[0].text for row in app.screen.query_one("#options", RowList).rows]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in texts]


def speakers(session: Session) -> list[str]:
    assert session.quote is not None
    return [session.project.speakers[speaker].name.ar for speaker in session.quote.speakers]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("احمد", "أحمد الأنصاري"),
        ("انصاري", "أحمد الأنصاري"),
        ("الانصاري", "أحمد الأنصاري"),
        ("أَحْمَد", "أحمد الأنصاري"),
        ("ليلي", "ليلى الحسني"),
        ("مصطفي", "مصطفى علي"),
        ("على", "مصطفى علي"),
        ("هبه", "هبة القاضي"),
        ("القاضى", "هبة القاضي"),
        ("مسوول", "مسؤول أمريكي"),
        ("امريكى", "مسؤول أمريكي"),
        ("berg", "Jonas Berg"),
    ],
)
async def test_the_speaker_picker_filters_as_arabic_is_typed(
    quoted: Session, app_on: Callable[..., SummitApp], typed: str, found: str
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "s")
        assert len(options(app)) > len(NAMES) - 1
        await type_text(pilot, typed)
        assert options(app)[0] == found
        assert len(options(app)) <= 3
        await press(pilot, "enter")
        assert speakers(quoted) == [found]


@pytest.mark.parametrize("digit", ["2", "٢", "۲"])
async def test_ann_41_a_digit_picks_while_nothing_is_typed(
    quoted: Session, app_on: Callable[..., SummitApp], digit: str
) -> None:
    app = app_on(quoted)
    assert case("ann-41")["right"]["U+0662 in the speaker picker"] == "picks the second speaker"
    async with app.run_test() as pilot:
        await press(pilot, "s")
        second = options(app)[1]
        await press(pilot, digit)
        assert speakers(quoted) == [second]
        assert not quoted.quote.topics


@pytest.mark.parametrize("digit", ["2", "٢"])
async def test_a_digit_is_typed_where_something_is(
    quoted: Session, app_on: Callable[..., SummitApp], digit: str
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "s", "س", digit, "enter")
        assert speakers(quoted) == [f"س{digit}"]


async def test_a_digit_without_a_row_does_nothing(session: Session, app_on: Callable[..., SummitApp]) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test() as pilot:
        await press(pilot, "s", "9")
        assert isinstance(app.screen, Picker)
        assert app.screen.query_one(LineInput).value == ""
        assert not speakers(session)


async def test_a_name_that_is_typed_makes_the_speaker(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted, "ar")
    name = "سلمى الخطيب الجديدة"
    async with app.run_test() as pilot:
        await press(pilot, "s")
        await type_text(pilot, name)
        assert options(app) == [load_catalogue("ar").text("New speaker: {name}", name=name)]
        await press(pilot, "enter")
        assert speakers(quoted) == [name]
        assert shows(app, name)


async def test_the_selected_mention_makes_the_speaker(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    quote = make_quote(session, "لن نقطع الماء عن أحد")
    select_words(session, "النائب سامر خوري")
    session.focus = quote.id
    app = app_on(session)
    async with app.run_test() as pilot:
        await press(pilot, "s")
        (named,) = [place for place, option in enumerate(options(app)) if "سامر خوري" in option]
        await press(pilot, *["down"] * named, "enter")
        assert speakers(session) == ["سامر خوري"]


async def test_a_mention_that_nobody_proposed_makes_the_speaker(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    quote = make_quote(session, WORDS)
    select_words(session, "القرى")
    session.focus = quote.id
    app = app_on(session)
    async with app.run_test() as pilot:
        await press(pilot, "s", "end")
        rows_shown = options(app)
        assert rows_shown[-1] == "New speaker: القرى"
        await press(pilot, *["down"] * len(rows_shown), "enter")
        assert speakers(session) == ["القرى"]


async def test_plus_adds_a_second_speaker(quoted: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "s")
        await type_text(pilot, "احمد")
        await press(pilot, "enter", "s")
        shown = options(app)
        await press(pilot, *["down"] * shown.index("هبة القاضي"), "+")
        assert speakers(quoted) == ["أحمد الأنصاري", "هبة القاضي"]
        assert shows(app, "أحمد الأنصاري + هبة القاضي")


async def test_plus_adds_a_second_speaker_by_what_was_typed(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "s")
        await type_text(pilot, "احمد")
        await press(pilot, "enter", "s")
        await type_text(pilot, "رنا الصباغ")
        await press(pilot, "+")
        assert speakers(quoted) == ["أحمد الأنصاري", "رنا الصباغ"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("key", ["s", "t", "i", "f2", "f3", "f5", "?", ";"])
async def test_escape_leaves_without_a_change(
    quoted: Session, app_on: Callable[..., SummitApp], tmp_path: Path, key: str, language: str
) -> None:
    app = app_on(quoted, language)
    before, files = exported(quoted), files_in(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, key)
        assert len(app.screen_stack) == 2
        if key not in "?;":  # help has no input; a note keeps what is written
            await type_text(pilot, "كلمات و words")
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert exported(quoted) == before
        assert files_in(tmp_path) == files


async def test_dialogs_on_a_quote_need_one(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        for key in ("s", ";", "t", "1"):
            await press(pilot, "escape", key)
            assert isinstance(app.screen, AnnotateScreen)
            assert "No quote is chosen" in status(app)


async def test_the_dialog_of_a_quote_can_be_clicked(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "s")
        third = options(app)[2]
        await pilot.click("#options", offset=(5, 2))
        await settle(pilot)
        assert speakers(quoted) == [third]


async def test_topics_are_tagged_made_and_taken_away(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "t")
        await type_text(pilot, "السيبراني")
        await press(pilot, "enter")
        assert quoted.quote.topics == ("cyber",)
        await press(pilot, "t")
        await type_text(pilot, "cyb")
        await press(pilot, "enter")
        assert quoted.quote.topics == ()
        await press(pilot, "i")
        await type_text(pilot, "المياه والسدود")
        await press(pilot, "enter")
        (tag,) = quoted.article.topics
        assert quoted.project.topics[tag.id].name.ar == "المياه والسدود"
        await press(pilot, "i", "6")
        assert not quoted.article.topics
        await press(pilot, "#", "$")
        assert [tag.id for tag in quoted.article.topics] == sorted(topic.id for topic in quoted.topics[2:4])


def ann_19_topics() -> list[Topic]:
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return [Topic(f"t{number:03}", Name(f"موضوع {number}".translate(digits))) for number in range(1, 342)]


async def test_ann_19_one_of_very_many_topics_is_picked(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    right = case("ann-19")["right"]
    with ProjectStore.open(tmp_path) as store:
        made = tuple(Change(None, topic) for topic in ann_19_topics())
        store.commit(Edit("e-1", "user", "2026-11-24T15:00:00Z", "script", made))
    session = session_on_text(tmp_path, "قال الوزير: «نعم».\n")
    make_quote(session, "نعم")
    app = app_on(session, "ar")
    async with app.run_test() as pilot:
        await press(pilot, "t")
        assert len(options(app)) == right["topics_in_export"]
        await type_text(pilot, "موضوع ٣٤١")
        assert options(app)[0] == "موضوع ٣٤١"
        assert shows(app, "موضوع ٣٤١")
        await press(pilot, "enter")
        assert list(session.quote.topics) == right["quote_topics"]
        assert shows(app, "موضوع ٣٤١")
    session.close()
    again = open_session(tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    written = json.loads(exported(again))
    assert len(written["topics"]) == right["topics_in_export"]
    assert written["articles"][0]["quotes"][0]["topics"] == right["quote_topics"]


async def test_another_article_is_opened(tmp_path: Path, app_on: Callable[..., SummitApp]) -> None:
    for name, text in {"one.txt": "الأول\nنص أول.\n", "two.txt": "الثاني\n" + "نص ثان طويل. " * 300}.items():
        (tmp_path / name).write_text(text, "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    app = app_on(session)
    async with app.run_test() as pilot:
        assert shows(app, "1/2")
        await press(pilot, "f3")
        assert options(app) == ["الأول", "الثاني"]
        await type_text(pilot, "two")
        await press(pilot, "enter")
        assert session.article.title == "الثاني"
        assert shows(app, "2/2")
        await press(pilot, "ctrl+end")
        bottom = app.screen.query_one("#article").scroll_offset.y
        assert bottom > 10
        await press(pilot, "f3")
        await type_text(pilot, "one")
        await press(pilot, "enter")
        assert shows(app, "الأول")
        assert app.screen.query_one("#article").scroll_offset.y == 0


async def test_export_proposes_a_place_and_asks_before_it_overwrites(
    quoted: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    app = app_on(quoted)
    target = tmp_path / "article.json"
    async with app.run_test() as pilot:
        await press(pilot, "f5")
        proposed = Path(app.screen.query_one(LineInput).value)
        assert proposed == target
        assert ".summit" not in proposed.parts
        await press(pilot, "enter")
        assert target.read_bytes() == exported(quoted)
        assert "Exported" in status(app)
        target.write_bytes(b"something else")
        for answer in (["enter"], ["1"], ["escape"]):
            await press(pilot, "f5", "enter")
            assert isinstance(app.screen, Picker)
            await press(pilot, *answer)
            assert target.read_bytes() == b"something else"
        await press(pilot, "f5", "enter", "2")
        assert target.read_bytes() == exported(quoted)


@pytest.mark.parametrize(
    "typed", ["", "~nobody-of-that-name/x.json", "x" * 300, "a/" * 3000, "nul\0.json", ".", "missing/x.json"]
)
async def test_a_place_that_is_none_is_told(
    quoted: Session,
    app_on: Callable[..., SummitApp],
    typed: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_on(quoted)
    files = files_in(tmp_path)
    async with app.run_test() as pilot:
        await press(pilot, "f5")
        app.screen.query_one(LineInput).set_value(typed)
        await press(pilot, "enter")
        if isinstance(app.screen, Prompt):
            # It asks again, with what was typed, to be mended.
            assert app.screen.query_one(LineInput).value == typed
            await press(pilot, "escape")
        assert isinstance(app.screen, AnnotateScreen)
        assert app.screen._message is not None
        assert app.screen._message.warning
        assert files_in(tmp_path) == files


async def test_export_into_a_projects_own_folder_is_refused(
    quoted: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "f5")
        app.screen.query_one(LineInput).set_value(str(tmp_path / ".summit" / "x.json"))
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        await press(pilot, "escape")
        assert app.screen.warns
        assert not (tmp_path / ".summit" / "x.json").exists()


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_palette_runs_what_it_finds(
    quoted: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    app = app_on(quoted, language)
    title = load_catalogue(language).text("Unsure")
    async with app.run_test() as pilot:
        await press(pilot, "f2")
        whole = options(app)
        assert len(whole) == sum(not command.numbered for command in ALL_COMMANDS.values())
        await type_text(pilot, title)
        assert options(app)[0].startswith(title)
        await press(pilot, "enter")
        assert quoted.quote.unsure
        await press(pilot, "ctrl+p")
        await type_text(pilot, "quote.no")
        await press(pilot, "escape")
        assert quoted.quote.unsure


async def test_the_palette_opens_the_dialog_of_a_command(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, "f2")
        await type_text(pilot, "New topic")
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        await type_text(pilot, "أسعار الخبز")
        await press(pilot, "enter")
        assert [topic.name.ar for topic in quoted.topics][-1] == "أسعار الخبز"
        await press(pilot, "f2")
        await type_text(pilot, "New topic")
        await press(pilot, "enter", "enter")
        assert app.screen._message.warning


async def test_the_palette_runs_every_command(quoted: Session, app_on: Callable[..., SummitApp]) -> None:
    """None of them fails without a quote, without a selection, or in a dialog left by Escape."""
    app = app_on(quoted)
    async with app.run_test() as pilot:
        for command in ALL_COMMANDS.values():
            if command.id == "window.quit" or command.numbered:
                continue
            main = app.screen
            main.perform(command)
            await settle(pilot)
            while len(app.screen_stack) > 1:
                await press(pilot, "escape")
            main.perform(main.commands["select.none"])
            await settle(pilot)
        assert app.screen is main


def expected(text: Callable[[str], str]) -> Iterator[str]:
    """Each group's name, then what each of its commands does that has a key."""
    for group, name in GROUP_NAMES.items():
        commands = [command for command in ALL_COMMANDS.values() if command.group is group and command.keys]
        yield from [text(name), *(text(command.help) for command in commands)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_help_lists_every_key_with_the_whole_of_its_text(
    session: Session, app_on: Callable[..., SummitApp], language: str, size: tuple[int, int]
) -> None:
    app = app_on(session, language)
    text = load_catalogue(language).text
    async with app.run_test(size=size) as pilot:
        await press(pilot, "?")
        assert isinstance(app.screen, HelpScreen)
        listed = [row.lines[0] for row in app.screen.query_one(RowList).rows]
        of_commands = sum(bool(command.keys) for command in ALL_COMMANDS.values())
        leads = [line.lead for line in listed if line.lead][:of_commands]
        assert len(leads) == len(set(leads)) == of_commands
        # Behind them come the keys in inputs.
        assert " ".join(line.text for line in listed).startswith(" ".join(expected(text)))
        seen = set()
        for _ in range(len(listed)):
            seen.update(row for row in rows(app)[1:-2])
            await press(pilot, "down")
        for line in takewhile(lambda line: line.text != text("While typing"), listed):
            assert any(as_shown(line.text) in row for row in seen), line.text
        await press(pilot, "enter")
        assert len(app.screen_stack) == 1


async def test_help_opens_with_both_its_keys(session: Session, app_on: Callable[..., SummitApp]) -> None:
    for opens in ("?", "f1"):
        async with app_on(session).run_test() as pilot:
            await press(pilot, opens)
            assert isinstance(pilot.app.screen, HelpScreen)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, AnnotateScreen)


async def test_nothing_opens_by_itself(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        before = rows(app)
        await pilot.pause(1.0)
        assert len(app.screen_stack) == 1
        assert not list(app._notifications)
        assert rows(app) == before
        assert app.focused.id == "article"
