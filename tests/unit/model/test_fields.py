from __future__ import annotations

import pytest

from summit_tui.model import Status
from summit_tui.model.fields import Fields, UnusableDocumentError

READS = {
    "string": lambda fields: fields.string("x"),
    "strings": lambda fields: fields.strings("x"),
    "ids": lambda fields: fields.ids("x"),
    "flag": lambda fields: fields.flag("x"),
    "child": lambda fields: fields.child("x"),
    "children": lambda fields: list(fields.children("x")),
    "id": lambda fields: fields.id("x"),
    "integer": lambda fields: fields.integer("x"),
    "choice": lambda fields: fields.choice("x", Status),
}


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("lenient", [False, True])
def test_null_is_refused_with_its_place_strict_or_not(name: str, lenient: bool) -> None:
    with pytest.raises(UnusableDocumentError, match=r"^topics\[0\]\.x: ") as raised:
        READS[name](Fields({"x": None}, "topics[0]", lenient=lenient))
    assert raised.value.place == "topics[0].x"


@pytest.mark.parametrize("name", READS)
def test_strictly_no_field_may_be_missing(name: str) -> None:
    with pytest.raises(UnusableDocumentError, match=r"^x: "):
        READS[name](Fields({}))


@pytest.mark.parametrize(
    ("name", "meant"), [("string", ""), ("strings", ()), ("ids", ()), ("flag", False), ("children", [])]
)
def test_leniently_a_missing_field_is_empty(name: str, meant: object) -> None:
    assert READS[name](Fields({}, lenient=True)) == meant
    assert Fields({}, lenient=True).child("x").string("y") == "", "what is in a lenient object is, too"


def test_what_may_be_null_may_be_missing() -> None:
    for fields in (Fields({}), Fields(dict.fromkeys("abcd"))):
        assert fields.string_or_none("a") is fields.id_or_none("b") is None
        assert fields.score_or_none("c") is fields.child_or_none("d") is None


def test_a_fault_deep_within_is_told_by_its_place() -> None:
    fields = Fields({"x": [{"y": {"z": ["a", "\ud800"]}}]})
    (child,) = fields.children("x")
    with pytest.raises(UnusableDocumentError, match=r"^x\[0\]\.y\.z\[1\]: half of a surrogate"):
        child.child("y").strings("z")


def test_a_long_value_is_cut_and_stays_on_one_line() -> None:
    with pytest.raises(UnusableDocumentError) as raised:
        Fields({"x": "سطر\n" * 99}).integer("x")
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 90


def nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [10**5000, -(10**5000), nested(100_000), float("inf")], ids=lambda _: "")
@pytest.mark.parametrize("name", ["flag", "integer", "choice", "string"])
def test_what_python_cannot_even_write_down_is_refused_in_a_line(name: str, value: object) -> None:
    with pytest.raises(UnusableDocumentError, match=r"^x: ") as raised:
        READS[name](Fields({"x": value}))
    assert len(str(raised.value)) < 130


def test_a_number_has_63_bits_at_the_most() -> None:
    assert Fields({"x": 2**63 - 1}).integer("x") == 2**63 - 1
    with pytest.raises(UnusableDocumentError):
        Fields({"x": 2**63}).integer("x")
