"""The proposals for the article that comes with the app: every record as its annotators have it."""

import json
from pathlib import Path

import pytest

from summit_tui.model import Attribution, Cue, Name, Quote, QuoteType, Span, Speaker
from summit_tui.suggest import propose, rank_speakers

TESTS = Path(__file__).parents[2]
GOLD = json.loads((TESTS / "golden" / "gold-seed.json").read_text(encoding="utf-8"))
TEXT = (TESTS.parent / "seeds" / "summit-2021.txt").read_text(encoding="utf-8")
RECORDS = sorted(
    GOLD["articles"][0]["quotes"],
    key=lambda record: (record["content"][0]["start"], record["content"][-1]["end"]),
)
SPEAKERS = {
    person["id"]: Speaker(person["id"], Name(person["name"]["ar"], person["name"]["en"]))
    for person in GOLD["speakers"]
}


def span(value):
    return Span(value["start"], value["end"]) if value else None


def quote(record):
    return Quote(
        id=record["id"],
        article="seed",
        type=QuoteType(record["type"]),
        content=tuple(span(part) for part in record["content"]),
        cue=Cue(span(record["cue"])) if record["cue"] else None,
        speakers=tuple(record["speakers"]),
        mention=span(record["mention"]),
        attribution=Attribution(record["attribution"]),
    )


def before(number):
    """The quotes made, and the speakers met, before the record ``number``."""
    made = [quote(record) for record in RECORDS[:number]]
    met = list(dict.fromkeys(speaker for earlier in made for speaker in earlier.speakers))
    return made, [SPEAKERS[speaker] for speaker in met]


def test_the_text_is_that_of_the_gold():
    assert GOLD["articles"][0]["text"] == TEXT


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_proposal(number):
    wanted = quote(RECORDS[number])
    made, known = before(number)
    proposal = propose(TEXT, wanted.content[0], known, made)
    assert proposal.type is wanted.type
    assert proposal.cue is not None
    assert wanted.cue is not None
    assert proposal.cue.span == wanted.cue.span
    assert proposal.mention == wanted.mention
    assert proposal.attribution is wanted.attribution
    assert {choice.name for choice in proposal.speakers} == {
        SPEAKERS[speaker].name.ar for speaker in wanted.speakers
    }
    known_ids = {speaker.id for speaker in known}
    assert {choice.speaker_id for choice in proposal.speakers} == {
        speaker if speaker in known_ids else None for speaker in wanted.speakers
    }


@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_the_picker_has_every_known_speaker_once(number):
    made, known = before(number)
    content = quote(RECORDS[number]).content[0]
    ranked = rank_speakers(TEXT, content, propose(TEXT, content, known, made), known, made)
    ids = [choice.speaker_id for choice in ranked if choice.speaker_id is not None]
    assert sorted(ids) == sorted(speaker.id for speaker in known)
    assert all(0 <= choice.score <= 1 for choice in ranked)
