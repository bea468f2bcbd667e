"""The Arabic catalogue holds every text of the interface, whole and compiled."""

from __future__ import annotations

import gettext
import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "tools" / "catalogue.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def messages() -> list:
    return [message for message in tool.read_catalogue() if message.id]


def translated() -> list:
    missing = set(tool.untranslated(tool.read_catalogue()))
    return [message for message in messages() if ids_of(message)[0] not in missing]


def ids_of(message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms_of(message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_catalogue_holds_the_texts_of_the_code_and_no_other():
    written = {message.id for message in messages()}
    said = set(tool.keys_of_package())
    assert not said - written, "run `make catalogue`, then translate"
    assert not written - said, "run `make catalogue`"


def test_every_text_is_translated():
    assert tool.untranslated(tool.read_catalogue()) == []


def test_no_translation_is_a_guess():
    assert [message.id for message in messages() if message.fuzzy] == []


def test_translations_have_the_places_of_their_texts():
    """A plural's forms may leave its number out, as Arabic does for none, one and two."""
    for message in translated():
        wanted = places(ids_of(message)[-1])
        optional = {"n"} if message.pluralizable else set()
        for form in forms_of(message):
            assert places(form) | optional == wanted | optional, message.id


def is_of_places(message) -> bool:
    """Whether a text is nothing but places and signs, which both languages share."""
    literals = (piece[0] for piece in string.Formatter().parse(ids_of(message)[0]))
    return not any(letter.isalpha() for literal in literals for letter in literal)


def test_translations_are_arabic():
    for message in translated():
        if is_of_places(message):
            continue
        for form in forms_of(message):
            assert any("\u0621" <= letter <= "\u064a" for letter in form), message.id


def test_plurals_have_the_six_forms_of_arabic():
    catalog = tool.read_catalogue()
    assert catalog.num_plurals == 6
    for message in translated():
        if message.pluralizable:
            assert len(message.string) == 6, message.id


def test_compiled_catalogue_says_what_the_readable_one_says():
    with tool.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    numbers = (0, 1, 2, 3, 11, 100)
    for message in translated():
        if message.pluralizable:
            assert tuple(compiled.ngettext(*message.id, number) for number in numbers) == forms_of(message)
        else:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('N_("Quotes")', ["Quotes"]),
        ('N_("Two" " halves")', ["Two halves"]),
        ('catalogue.text("Speakers", n=1)', ["Speakers"]),
        ('self._text("Export to")', ["Export to"]),
        ('catalogue.count("{n} quote", "{n} quotes", 3)', [("{n} quote", "{n} quotes")]),
        ('raise LockedError("{path} is in use.", path=path)', ["{path} is in use."]),
        ('raise errors.LockedError("Held." if held else "It is {x}.")', ["It is {x}."]),
        ('error = TornError("It is torn.")', ["It is torn."]),
        ('raise ValueError("no such thing")', []),
        ('raise UnknownIdError("q-1")', []),
        ('"abc".count("a")', []),
        ("catalogue.text(key)", []),
        ('catalogue.text("")', []),
    ],
)
def test_texts_are_found_in_code(source, keys):
    assert list(tool.keys_in(source)) == keys


def test_translations_are_kept_and_what_is_no_longer_said_is_dropped(tmp_path):
    po = tmp_path / "summit.po"
    first = tool.merged(["Kept", "Dropped"], tool.read_catalogue(po))
    first["Kept"].string = "باق"
    tool.write_catalogue(first, po)
    second = tool.merged(["Kept", "New", ("{n} one", "{n} many")], tool.read_catalogue(po))
    assert second["Kept"].string == "باق"
    assert "Dropped" not in second
    assert tool.untranslated(second) == ["New", "{n} one"]


def test_writing_again_gives_the_same_bytes(tmp_path):
    po = tmp_path / "summit.po"
    tool.write_catalogue(tool.merged([message.id for message in messages()], tool.read_catalogue()), po)
    assert po.read_bytes() == tool.PO.read_bytes()
    assert po.with_suffix(".mo").read_bytes() == tool.MO.read_bytes()
