"""From bytes to text: what is read, what is said, what is refused."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from summit_tui.formats.decoding import UndecodableError, decode
from summit_tui.model import ExitStatus, UnusableInputError, text_sha256

CASES = Path(__file__).parents[2] / "cases"
NEWS = (
    "أعلنت هيئة الموانئ في بلدة السهلين أن الرصيف الجديد سيفتح الشهر المقبل.\n"
    "وقال مديرها سالم الراوي: «لن ننتظر أكثر»، مضيفا أن العمل اكتمل."
)


def case(file: str, name: str) -> dict:
    lines = (CASES / file).read_text("utf-8").split("\n")
    return next(value for value in map(json.loads, filter(None, lines)) if value["id"] == name)


def hex_bytes(name: str) -> bytes:
    return bytes.fromhex(case("arabic.jsonl", name)["input"].removeprefix("hex:"))


def refused(data: bytes) -> str:
    with pytest.raises(UndecodableError) as caught:
        decode(data, "a.txt")
    assert caught.value.exit_status is ExitStatus.UNUSABLE_INPUT
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_ar_01_drops_the_byte_order_mark():
    right = case("arabic.jsonl", "ar-01")["right"]
    decoded = decode(hex_bytes("ar-01"), "a.txt")
    assert decoded.text == right["text"]
    assert (len(decoded.text), decoded.encoding) == (right["length"], right["encoding"])
    assert decoded.said is None


def test_ar_02_reads_windows_1256_and_says_so():
    right = case("arabic.jsonl", "ar-02")["right"]
    decoded = decode(hex_bytes("ar-02"), "a.txt")
    assert (decoded.text, decoded.encoding) == (right["text"], right["encoding"])
    assert decoded.said is not None
    assert str(decoded.said).startswith("a.txt: read as windows-1256")
    assert "\n" not in str(decoded.said)


def test_ar_46_refuses_utf_8_cut_inside_its_last_letter():
    right = case("arabic.jsonl", "ar-46")["right"]
    assert f"not valid UTF-8 at byte {right['bad_byte_offset']};" in refused(hex_bytes("ar-46"))


def test_ar_47_refuses_utf_16_without_a_byte_order_mark():
    message = refused(hex_bytes("ar-47"))
    assert "UTF-16 without a byte order mark" in message
    assert case("arabic.jsonl", "ar-47")["right"]["never"] not in message


def test_ann_02_makes_line_ends_one_kind():
    both = case("ann.jsonl", "ann-02")
    decoded = decode(base64.b64decode(both["input"]["file_base64"]), "a.txt")
    right = both["right"]
    assert decoded.text == right["text"]
    assert (len(decoded.text), text_sha256(decoded.text)) == (right["length"], right["sha256"])


@pytest.mark.parametrize("name", ["u8.txt", "le.txt", "be.txt"])
def test_ann_25_reads_what_has_a_byte_order_mark(name):
    both = case("ann.jsonl", "ann-25")
    decoded = decode(base64.b64decode(both["input"]["files_base64"][name]), name)
    right = both["right"]["each"]
    assert decoded.text == right["text"]
    assert (len(decoded.text), text_sha256(decoded.text)) == (right["length"], right["sha256"])
    assert decoded.said is None


def test_ann_26_keeps_blank_lines_at_the_start():
    both = case("ann.jsonl", "ann-26")
    decoded = decode(both["input"]["text"].encode(), "a.txt")
    assert decoded.text == both["right"]["text"]
    assert len(decoded.text) == both["right"]["length"]


def test_ann_43_refuses_damaged_utf_8_and_reads_windows_1256():
    both = case("ann.jsonl", "ann-43")
    files = {name: base64.b64decode(value) for name, value in both["input"]["files_base64"].items()}
    with pytest.raises(UnusableInputError, match=r"^damaged\.txt: not valid UTF-8 at byte 446"):
        decode(files["damaged.txt"], "damaged.txt")
    old = decode(files["old.txt"], "old.txt")
    assert old.text == both["right"]["old.txt"]["text"]
    assert "windows-1256" in str(old.said)


def test_damage_behind_a_byte_order_mark_is_counted_from_the_start_of_the_file():
    assert "at byte 4;" in refused(b"\xef\xbb\xbfa\xff")


@pytest.mark.parametrize("position", [1, 20, 61, 110])
def test_any_lost_byte_is_damage_not_another_encoding(position):
    data = NEWS.encode()
    assert "not valid UTF-8 at byte" in refused(data[:position] + data[position + 1 :])


def test_windows_1256_with_one_paragraph_of_utf_8_is_damage():
    mixed = (NEWS * 5).encode("cp1256") + "\nنعم لا".encode()
    assert "not valid UTF-8 at byte 0;" in refused(mixed)


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "نعم",
        "قَالَ الوَزِيرُ إِنَّ السَّدَّ آمِنٌ تَمَامًا",
        "گفت که چرا این کار ژرف نشد، چه کسي پاسخ مي‌دهد؟".replace("ی", "ي"),
        "افتتح Café de la Paix أبوابه في المدينة أمس، وقال صاحبه إن المطبخ فرنسي خالص.",
        "هل ستعود غدا؟ هل توافق؟ هل رأيت؟",
    ],
    ids=["news", "one word", "vowelled", "Persian", "with French", "questions"],
)
def test_windows_1256_is_recognised(text):
    decoded = decode(text.encode("cp1256"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "windows-1256")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NEWS.replace("«", '"').replace("»", '"'), "iso8859-6"),
        (NEWS, "mac_arabic"),
        (NEWS.replace("،", ","), "cp720"),
        ("Мэр города заявил, что мост откроют в мае, несмотря на дожди.", "cp1251"),
        ("Мэр города заявил, что мост откроют в мае, несмотря на дожди.", "koi8-r"),
        ("Ο δήμαρχος δήλωσε ότι η γέφυρα θα ανοίξει τον Μάιο.", "cp1253"),
        ("ראש העיר אמר כי הגשר ייפתח בחודש מאי למרות הגשמים", "cp1255"),
        ("L'été dernier, le maire a répété: «Ça suffit», à la mairie.", "cp1252"),
        ("市长说大桥将在五月开放。", "gbk"),
        ("市長は橋が五月に開くと述べた。", "shift_jis"),
    ],
)
def test_other_encodings_are_not_taken_for_windows_1256(text, encoding):
    assert "a.txt: " in refused(text.encode(encoding))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [NEWS, "The mayor said: yes."], ids=["Arabic", "English"])
def test_utf_16_without_a_mark_is_named(codec, text):
    assert "UTF-16 without" in refused(text.encode(codec))


def test_damaged_utf_16_is_refused_with_its_byte():
    assert "not valid UTF-16 at byte 8;" in refused(b"\xff\xfe" + "نعم".encode("utf-16-le") + b"\x01")
    assert "not valid UTF-16 at byte 4;" in refused(b"\xfe\xff\x06\x46\xd8\x00\x06\x39")


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x1f\x8b\x08\x08\x9c\x7d\xe1\xc7\xed\xe3\xe4\x02\x03\x05\xcb\x48\xcd\xc9\xc9\x07",
        "قال نعم\0ثم غادر".encode(),
        "قال نعم\0ثم غادر".encode("utf-16"),
        bytes(range(1, 32)),
        NEWS.encode("cp1256") + b"\x01\x02",
    ],
    ids=["ELF", "PNG", "gzip", "NUL in UTF-8", "NUL in UTF-16", "controls", "controls in windows-1256"],
)
def test_binaries_are_refused(data):
    assert refused(data) == "a.txt: not a text file"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_files_without_text_are_refused(data):
    assert refused(data) == "a.txt: the file holds no text"


def test_escape_sequences_in_a_text_are_no_reason_to_refuse_it():
    text = f"\x1b[31mقال\x1b[0m الوزير:\x07 \x1b]0;عنوان\x07«نعم»\x08\n{NEWS}"
    assert decode(text.encode(), "a.txt").text == text


def test_only_the_first_byte_order_mark_and_line_ends_are_touched():
    text = "\ufeff\ufeffسطر\r\rآخر\r\n\u0085\u2028نعم\v\f"
    assert decode(text.encode(), "a.txt").text == "\ufeffسطر\n\nآخر\n\u0085\u2028نعم\v\f"
