"""The records of tests/cases/arabic.jsonl: what is proposed when their content has been selected."""

import json
from pathlib import Path

import pytest

from summit_tui.model import Cue, Name, Quote, QuoteType, Span, Speaker
from summit_tui.suggest import propose

LINES = (Path(__file__).parents[2] / "cases" / "arabic.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {
    case["id"]: case
    for case in map(json.loads, LINES)
    if case["right"].get("records") and not case["input"].startswith("hex:")
}


def stretch(text, span):
    return [span.start, span.end, span.of(text)] if span is not None else None


@pytest.mark.parametrize("case", CASES)
def test_records_given_their_content(case):
    text = CASES[case]["input"]
    made, met = [], {}
    for number, record in enumerate(CASES[case]["right"]["records"]):
        content = Span(*record["content"][:2])
        proposal = propose(text, content, list(met.values()), made)
        assert proposal.type == record["type"]
        assert stretch(text, proposal.cue.span if proposal.cue else None) == record["cue"]
        assert stretch(text, proposal.mention) == record["mention"]
        assert [choice.name for choice in proposal.speakers] == [record["speaker"]]
        speaker = met.setdefault(record["speaker"], Speaker(f"s{number}", Name(record["speaker"])))
        cue, mention = record["cue"], record["mention"]
        made.append(
            Quote(
                id=f"q{number}",
                article=case,
                type=QuoteType(record["type"]),
                content=(content,),
                cue=Cue(Span(*cue[:2])) if cue else None,
                speakers=(speaker.id,),
                mention=Span(*mention[:2]) if mention else None,
                attribution=proposal.attribution,
            )
        )
