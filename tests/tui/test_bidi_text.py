"""Text of any direction as the content of Textual's own widgets, at any width, also after a resize."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content, Span
from textual.css.styles import RulesMap
from textual.geometry import Offset
from textual.selection import Selection
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget
from textual.widgets import (
    Button,
    DataTable,
    Header,
    Label,
    OptionList,
    Select,
    SelectionList,
    Static,
    Tab,
    Tabs,
    Tooltip,
)
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection as Selectable

from summit_tui.bidi import Direction, lay_out_text
from summit_tui.tui.visual import BidiText
from tests.support.driving import as_shown, cells, rows, settle
from tests.support.visual_order import faults

ARABIC = 'قالت وزيرة المياه ليلى الحسني (أ ف ب)، أمس الاثنين: "السدود امتلأت بنسبة 97.5%، وَلَا خوف".'
ENGLISH = "The minister (of water) spoke to CNN."
BESIDE = "لا شيء"
MIXED = f"{ARABIC}\n{ENGLISH}\n\nCNN: لا تعليق من 3 وزراء"


def laid_out(text: str, width: int, default: Direction = Direction.LTR) -> list[str]:
    """The rows that the layout gives for the paragraphs of ``text``."""
    found = []
    for paragraph in text.split("\n"):
        direction = None if any(char.isalpha() for char in paragraph) else default
        found += ["".join(line.row()) for line in lay_out_text(paragraph, width, direction)]
    return found


def strips_of(text: BidiText, width: int, height: int | None = None, **rules: object) -> list[str]:
    options = RenderOptions(_style, RulesMap(**rules))  # type: ignore[typeddict-item]
    return [strip.text for strip in text.render_strips(width, height, Style.null(), options)]


def _style(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)


def content_rows(app: App, widget: Widget) -> list[str]:
    """What the screen shows in the widget's content region."""
    region = widget.content_region
    return ["".join(cells(row)[region.x : region.right]) for row in rows(app)[region.y : region.bottom]]


class Shows(App[None]):
    """One widget, as wide as the screen."""

    CSS = "Screen > * { width: 100%; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._shown = widget

    def compose(self) -> ComposeResult:
        yield self._shown


@pytest.mark.parametrize("make", [Static, Label])
@pytest.mark.parametrize("default", list(Direction))
async def test_a_widget_shows_the_laid_out_rows_at_every_width(
    make: type[Static], default: Direction
) -> None:
    widget = make(BidiText(MIXED, default=default))
    app = Shows(widget)
    async with app.run_test(size=(60, 40)) as pilot:
        for width in (60, 23, 80, 7, 120, 60):
            await pilot.resize_terminal(width, 60)
            await settle(pilot)
            expected = laid_out(MIXED, width, default)
            assert widget.region.height == len(expected)
            assert content_rows(app, widget) == expected


async def test_a_widget_as_wide_as_its_text_breaks_no_line() -> None:
    widget = Static(BidiText(ARABIC))
    widget.styles.width = "auto"
    app = Shows(widget)
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        widget.styles.width = "auto"
        await settle(pilot)
        assert content_rows(app, widget) == [as_shown(ARABIC)]
        assert widget.region.width == len(cells(as_shown(ARABIC)))


def _button(text: BidiText) -> Widget:
    return Button(text)


def _options(text: BidiText) -> Widget:
    return OptionList(BidiText("الأول"), Option(text, id="second"), Option(BidiText(BESIDE), disabled=True))


def _selections(text: BidiText) -> Widget:
    return SelectionList(Selectable(text, 1), (BidiText(BESIDE), 2))


def _tabs(text: BidiText) -> Widget:
    return Tabs(Tab(text), BidiText(BESIDE))


def _choice(text: BidiText) -> Widget:
    return Select([(text, 1), (BidiText(BESIDE), 2)], value=1)


def _table(text: BidiText) -> Widget:
    table: DataTable[BidiText] = DataTable()
    table.add_column(BidiText(BESIDE))
    table.add_row(text)
    return table


def _bordered(text: BidiText) -> Widget:
    widget = Static(BidiText(BESIDE))
    widget.styles.border = ("round", "red")
    widget.border_title = text
    widget.border_subtitle = text
    return widget


@pytest.mark.parametrize("width", [30, 50, 90])
@pytest.mark.parametrize("make", [_button, _options, _selections, _tabs, _choice, _table, _bordered])
async def test_stock_widgets_take_it_as_their_content(make: Callable[[BidiText], Widget], width: int) -> None:
    words = "قالت لَا (CNN) 12%"
    app = Shows(Static())
    async with app.run_test(size=(width, 20)) as pilot:
        await app.screen.mount(make(BidiText(words)))
        await settle(pilot)
        assert any(as_shown(words) in row for row in rows(app))
        if make not in (_button, _choice):
            assert any(as_shown(BESIDE) in row for row in rows(app))
        assert [found for row in rows(app) for found in faults(row)] == []


async def test_a_border_title_is_cut_at_its_logical_end() -> None:
    widget = _bordered(BidiText("وزيرة المياه ليلى الحسني"))
    app = Shows(widget)
    async with app.run_test(size=(20, 6)) as pilot:
        await settle(pilot)
        top = rows(app)[0]
        assert top == f"╭─ …{as_shown('وزيرة المياه')} ──╮"


async def test_a_header_shows_the_title_that_the_app_formats() -> None:
    class Titled(Shows):
        def format_title(self, title: str, sub_title: str) -> Content:
            return BidiText("أخبار المياه (2)")

    app = Titled(Header())
    async with app.run_test(size=(50, 6)) as pilot:
        await settle(pilot)
        assert as_shown("أخبار المياه (2)") in rows(app)[0]


async def test_a_tooltip_is_taken_as_it_is() -> None:
    widget = Static(BidiText("نص"))
    widget.tooltip = BidiText(ARABIC)
    app = Shows(widget)
    async with app.run_test(size=(60, 20), tooltips=True) as pilot:
        await pilot.hover(Static)
        await pilot.pause(0.6)
        tooltip = app.screen.query_one(Tooltip)
        assert tooltip.display
        assert content_rows(app, tooltip) == laid_out(ARABIC, tooltip.content_region.width)


# Where lines stand.


@pytest.mark.parametrize(
    ("align", "arabic", "english"),
    [
        ("start", "    ﺪﻬﻋ", "abc"),
        ("end", "ﺪﻬﻋ    ", "    abc"),
        ("left", "ﺪﻬﻋ", "abc"),
        ("right", "    ﺪﻬﻋ", "    abc"),
        ("center", "  ﺪﻬﻋ  ", "  abc  "),
        ("justify", "    ﺪﻬﻋ", "abc"),
    ],
)
def test_alignment_of_each_paragraph(align: str, arabic: str, english: str) -> None:
    assert strips_of(BidiText("عهد\nabc"), 7, text_align=align) == [arabic, english]


def test_a_given_direction_overrules_letters() -> None:
    assert strips_of(BidiText("abc.", direction=Direction.RTL), 6) == ["  .abc"]
    assert strips_of(BidiText("عهد.", direction=Direction.LTR), 9) == ["ﺪﻬﻋ."]


def test_a_paragraph_without_letters_takes_the_default() -> None:
    assert strips_of(BidiText("12", default=Direction.RTL), 4) == ["  12"]
    assert strips_of(BidiText("12"), 4) == ["12"]


def test_justified_lines_fill_the_width_between_their_words() -> None:
    text = BidiText("عهد جديد في المدينة كلها منذ الأمس")
    (plain, *_, last), (first, *_, end) = strips_of(text, 14), strips_of(text, 14, text_align="justify")
    assert plain.split() == first.split()
    assert len(first) == 14
    assert not first.startswith(" ")
    assert not first.endswith(" ")
    assert end == last
    assert strips_of(BidiText("one two six seven"), 14, text_align="justify")[0] == "one  two   six"


def test_padding_of_lines_counts_into_the_width() -> None:
    text = BidiText("عهد جديد")
    assert strips_of(text, 7, line_pad=1) == ["   ﺪﻬﻋ ".rjust(7), " ﺪﻳﺪﺟ ".rjust(7)]
    assert text.get_optimal_width(RulesMap(line_pad=1), 80) == 10
    assert text.get_height(RulesMap(line_pad=1), 7) == 2
    assert text.get_height(RulesMap(line_pad=1), 10) == 1


async def test_content_that_is_centred_keeps_the_sides_of_its_lines() -> None:
    widget = Static(BidiText("سلام\nمرحبا بكم"))
    widget.styles.content_align = ("center", "top")
    app = Shows(widget)
    async with app.run_test(size=(20, 5)) as pilot:
        await settle(pilot)
        first, second = content_rows(app, widget)
        assert len(first.rstrip()) == len(second.rstrip())
        assert len(second) - len(second.lstrip()) == (20 - 9) // 2


# What doesn't fit.


@pytest.mark.parametrize("wrap", ["wrap", "nowrap"])
def test_overflow_is_cut_at_the_logical_end(wrap: str) -> None:
    text = BidiText("المستشفيات")
    ellipsis = strips_of(text, 6, text_wrap=wrap, text_overflow="ellipsis")
    assert ellipsis == ["…" + as_shown("المست")]
    clip = strips_of(text, 6, text_wrap=wrap, text_overflow="clip")
    # Cut, not shaped anew: the last letter goes on.
    assert clip == [as_shown("المستشفيات")[-6:]]
    fold = strips_of(text, 6, text_wrap=wrap, text_overflow="fold")
    assert fold == [as_shown("المستشفيات")[-6:], "  " + as_shown("المستشفيات")[:4]]


def test_a_long_word_among_others_has_a_row_of_its_own_where_it_is_cut() -> None:
    text = BidiText("في المستشفيات كلها")
    assert strips_of(text, 8, text_overflow="ellipsis") == [
        as_shown("في").rjust(8),
        "…" + as_shown("المستشف"),
        as_shown("كلها").rjust(8),
    ]
    assert text.get_height(RulesMap(text_overflow="ellipsis"), 8) == 3
    assert text.get_height(RulesMap(), 8) == len(strips_of(text, 8))


def test_lines_that_may_not_break() -> None:
    text = BidiText("عهد جديد في المدينة\nabc def")
    assert strips_of(text, 8, text_wrap="nowrap", text_overflow="ellipsis") == [
        ("…" + as_shown("عهد جدي")).rjust(8),
        "abc def",
    ]
    assert strips_of(text, 8, text_wrap="nowrap", text_overflow="clip")[0] == as_shown("عهد جديد في")[-8:]


@pytest.mark.parametrize("width", range(1, 12))
@pytest.mark.parametrize("overflow", ["fold", "clip", "ellipsis"])
@pytest.mark.parametrize("wrap", ["wrap", "nowrap"])
def test_height_is_the_number_of_rows_and_none_is_too_wide(width: int, overflow: str, wrap: str) -> None:
    text = BidiText("لَا 漢字漢 المستشفياتُ🙂 a\u2028b\r\nabcdefghijkl لا\n")
    rules = RulesMap(text_overflow=overflow, text_wrap=wrap)  # type: ignore[typeddict-item]
    found = strips_of(text, width, text_overflow=overflow, text_wrap=wrap)
    assert text.get_height(rules, width) == len(found)
    assert all(len(cells(row)) <= width for row in found)
    assert strips_of(text, width, 2, text_overflow=overflow, text_wrap=wrap) == found[:2]


def test_sizes() -> None:
    text = BidiText("لا أحد\nمُسْتَشْفَيَات\n")
    assert text.get_optimal_width(RulesMap(), 80) == 8
    assert text.get_minimal_width(RulesMap()) == 8
    assert (text.cell_length, BidiText("").get_minimal_width(RulesMap())) == (8, 0)
    assert (BidiText("").get_height(RulesMap(), 5), BidiText("\n").get_height(RulesMap(), 5)) == (1, 2)


# Styles and selections.

RED, BOLD = Style(foreground=_style("red").foreground), Style(bold=True)


def styled(strips, name: str) -> Iterator[str]:
    """The characters that have an attribute, from left to right."""
    for strip in strips:
        for segment in strip:
            if segment.style is not None and getattr(segment.style, name):
                yield segment.text


@pytest.mark.parametrize("selectable", [True, False])
def test_styles_lie_on_the_cells_of_their_letters_and_break_no_joining(selectable: bool) -> None:
    text = BidiText("في المدينة", [Span(5, 8, BOLD)], selectable=selectable)
    strips = text.render_strips(12, None, Style.null(), RenderOptions(_style, RulesMap()))
    assert strips[0].text == as_shown("في المدينة").rjust(12)
    assert "".join(styled(strips, "bold")) == as_shown("المدينة")[2:5]


def test_a_style_of_half_a_ligature_covers_its_cell() -> None:
    text = BidiText("سلام").stylize("bold", 2, 3)
    strips = text.render_strips(4, None, Style.null(), RenderOptions(_style, RulesMap()))
    assert list(styled(strips, "bold")) == [as_shown("سلام")[1]]


def test_later_styles_lie_over_earlier_ones_and_a_base_under_all() -> None:
    text = BidiText("ab").stylize("bold").stylize_before("not bold", 0, 1)
    strips = text.render_strips(2, None, Style.parse("italic"), RenderOptions(_style, RulesMap()))
    assert "".join(styled(strips, "bold")) == "ab"
    assert "".join(styled(strips, "italic")) == "ab"


def _selected(text: BidiText, width: int, selection: Selection) -> list[str]:
    options = RenderOptions(_style, RulesMap(), selection, Style(reverse=True))
    return list(styled(text.render_strips(width, None, Style.null(), options), "reverse"))


def test_a_selection_is_of_logical_text() -> None:
    text = BidiText("عهد CNN جديد\nثان")
    shown = _selected(text, 20, Selection(Offset(4, 0), Offset(9, 0)))
    assert "".join(shown).replace(" ", "") == as_shown("جديد")[-1] + "CNN"
    assert "".join(_selected(text, 20, Selection(Offset(1, 1), None))) == as_shown("ثان")[:2]
    everything = "".join(_selected(text, 20, Selection(None, None)))
    assert sorted(everything.replace(" ", "")) == sorted(
        (as_shown("عهد CNN جديد") + as_shown("ثان")).replace(" ", "")
    )


class Selects(Shows):
    ALLOW_SELECT = True


@pytest.mark.parametrize("width", [40, 12])
async def test_dragging_selects_what_lies_logically_between(width: int) -> None:
    text = "عهد (CNN) جديد سَلَام\nسطر ثان"
    widget = Static(BidiText(text))
    app = Selects(widget)
    async with app.run_test(size=(width, 8)) as pilot:
        await settle(pilot)
        screen = app.screen
        found = {}
        for y in range(widget.region.height):
            for x in range(width):
                _, offset = screen.get_widget_and_offset_at(x, y)
                found[x, y] = offset
        paragraph_rows = [lay_out_text(paragraph, width) for paragraph in text.split("\n")]
        y = 0
        for number, lines in enumerate(paragraph_rows):
            for line in lines:
                for glyph in line.glyphs:
                    assert found[glyph.column, y] == Offset(glyph.start, number), (glyph, y)
                if line.first_cell:
                    assert found[0, y] == Offset(line.end, number)
                y += 1


async def test_the_selected_text_is_logical() -> None:
    text = "قالت ليلى: «امتلأت» أمس"
    widget = Static(BidiText(text))
    app = Selects(widget)
    async with app.run_test(size=(40, 8)) as pilot:
        await settle(pilot)
        (line,) = lay_out_text(text, 40)
        first, last = line.column_of(text.index("ليلى")), line.column_of(text.index("»"))
        await pilot.mouse_down(Static, offset=(first, 0))
        await pilot.hover(Static, offset=(last, 0))
        await pilot.mouse_up(Static, offset=(last, 0))
        await settle(pilot)
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.rstrip("»") == "ليلى: «امتلأت"
        assert "".join(content_rows(app, widget)).strip() == as_shown(text)


def test_what_content_makes_of_it_is_laid_out_too() -> None:
    text = BidiText("عهد\tجديد\nثان", direction=Direction.RTL)
    made = [
        text.stylize("bold"),
        text.stylize_before("bold"),
        text.rstrip(),
        text.expand_tabs(),
        text.first_line,
        text[1:3],
        text + "x",
        text.pad(1, 2),
        text.truncate(4),
        text.without_spans,
        text.add_spans([]),
        *text.split(),
    ]
    for one in made:
        assert isinstance(one, BidiText)
        assert one.direction is Direction.RTL
    assert [part.plain for part in text.split()] == ["عهد\tجديد", "ثان"]


def test_padding_is_at_the_side_that_it_names() -> None:
    text = BidiText("عهد")
    assert strips_of(text.pad_left(2), 5) == ["  " + as_shown("عهد")]
    assert strips_of(text.pad_right(2), 5) == [as_shown("عهد") + "  "]
    assert strips_of(BidiText("abc").pad_left(2), 5) == ["  abc"]


def test_cutting_by_cells() -> None:
    text = BidiText("سلام عليكم", [Span(0, 10, BOLD)])
    assert text.truncate(20) is text
    assert text.truncate(4).plain == "سلام "
    assert text.truncate(4, ellipsis=True).plain == "سلام…"
    assert text.truncate(4, ellipsis=True).spans == [Span(0, 5, BOLD)]
    assert text.truncate(12, pad=True).cell_length == 12
    assert text.truncate(1, ellipsis=True).plain == "…"


def test_markup_and_rich_text_become_laid_out_text() -> None:
    text = BidiText.of(Content.from_markup("[bold]عهد[/bold] جديد"), default=Direction.RTL)
    assert text.plain == "عهد جديد"
    strips = text.render_strips(10, None, Style.null(), RenderOptions(_style, RulesMap()))
    assert "".join(styled(strips, "bold")) == as_shown("عهد")
    assert BidiText.of(Content.from_rich_text(Text("ab", style="bold"))).plain == "ab"
    assert BidiText.of("[bold]").plain == "[bold]"


def test_controls_show_as_signs_and_spans_stay_in_place() -> None:
    text = BidiText("a\x07b", [Span(2, 3, BOLD)])
    strips = text.render_strips(5, None, Style.null(), RenderOptions(_style, RulesMap()))
    assert strips[0].text == "a\u2407b"
    assert list(styled(strips, "bold")) == ["b"]
