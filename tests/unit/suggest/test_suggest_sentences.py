"""One invented sentence for each way in which news reports what was said.

In ``told`` and in sentences.txt the content stands between ⟦ and ⟧, the expected cue between ‹ and ›.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from summit_tui.model import Attribution, Cue, Name, Quote, QuoteType, Span, Speaker
from summit_tui.suggest import propose, rank_speakers, speaker_name


def marked(told):
    """The text without the signs, the content and the cue."""
    offsets, text = {}, ""
    for character in told:
        if character in "⟦⟧‹›":
            offsets[character] = len(text)
        else:
            text += character
    cue = Span(offsets["‹"], offsets["›"]) if "‹" in offsets else None
    return text, Span(offsets["⟦"], offsets["⟧"]), cue


def look(told, speakers=(), quotes=()):
    text, content, cue = marked(told)
    proposal = propose(text, content, speakers, quotes)
    mention = proposal.mention.of(text) if proposal.mention else None
    return text, cue, proposal, mention, [choice.name for choice in proposal.speakers]


def sentences():
    lines = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            told, kind, lemma, mention, name = line.replace("⏎", "\n").split(" | ")
            yield told, kind, None if lemma == "-" else lemma, mention, mention if name == "=" else name


@pytest.mark.parametrize(("told", "kind", "lemma", "mention", "name"), list(sentences()))
def test_explicit(told, kind, lemma, mention, name):
    _, cue, proposal, found, found_names = look(told)
    assert proposal.type == kind
    assert (proposal.cue.span if proposal.cue else None) == cue
    assert (proposal.cue.lemma if proposal.cue else None) == lemma
    assert found == mention
    assert found_names == [name]
    assert proposal.attribution is Attribution.EXPLICIT


@pytest.mark.parametrize(
    "told",
    [
        "ولم يقل الوزير ⟦إن السد آمن⟧.",
        "إذا قال الوزير ⟦إن السد آمن⟧ فسيعود السكان.",
        "لن يعلن الوزير ⟦أن السد آمن⟧.",
    ],
)
def test_negated_and_conditional_verbs_are_no_cues(told):
    assert look(told)[2].cue is None


def test_words_in_parentheses_and_other_quotations_hold_no_cue():
    text, _, proposal, mention, _ = look("وقال الوزير («الراصد» قالت إنه غائب) ⟦إن السد آمن⟧.")
    assert proposal.cue.span == Span(0, 4)
    assert mention == "الوزير"
    text, _, proposal, mention, _ = look("وقال الوزير بعد مقال «أعلن فيه الخبير فشله» ⟦إن السد آمن⟧.")
    assert proposal.cue.span.of(text) == "وقال"


def test_who_was_asked_is_not_who_asks():
    _, _, proposal, mention, names = look("وعندما سئل الوزير ⟦عما إذا كان السد آمنا⟧، صمت.")
    assert proposal.attribution is Attribution.UNKNOWN
    assert mention is None
    assert names == []


STORY = (
    "قال وزير المياه سلوان الهدباني إن السد آمن. وأضاف أن الماء سيعود غدا.\n"
    "والتقى الهدباني مدير المطار باهر الزعفراني. وقال إن اللقاء مفيد.\n"
    "وأوضح مدير المطار أن الرحلات ستستأنف، فيما أكد الوزير أن الطرق مفتوحة.\n"
    "وقال الرجلان إنهما متفقان.\n"
)
HADBANI = Speaker("hadbani", Name("سلوان الهدباني"))
ZAFARANI = Speaker("zafarani", Name("باهر الزعفراني", "Baher"), aliases=("مدير المطار",))


def record(number, content, speaker, mention, cue):
    start = STORY.index(content)
    named = STORY.index(mention) if mention else None
    spoken = STORY.index(cue)
    return Quote(
        id=f"q{number}",
        article="story",
        type=QuoteType.INDIRECT,
        content=(Span(start, start + len(content)),),
        cue=Cue(Span(spoken, spoken + len(cue))),
        speakers=(speaker,),
        mention=Span(named, named + len(mention)) if mention else None,
        attribution=Attribution.EXPLICIT,
    )


FIRST = record(1, "إن السد آمن", "hadbani", "وزير المياه سلوان الهدباني", "قال")


def story(content, speakers, quotes):
    start = STORY.index(content)
    return propose(STORY, Span(start, start + len(content)), speakers, quotes)


def test_a_verb_without_a_subject_goes_on_with_the_last_speaker():
    proposal = story("أن الماء سيعود غدا", [HADBANI, ZAFARANI], [FIRST])
    assert proposal.attribution is Attribution.ANAPHORIC
    assert [choice.speaker_id for choice in proposal.speakers] == ["hadbani"]
    assert proposal.mention == FIRST.mention
    assert STORY[proposal.cue.span.start : proposal.cue.span.end] == "وأضاف"


def test_who_is_told_about_in_between_speaks_next():
    proposal = story("إن اللقاء مفيد", [HADBANI], [FIRST])
    assert [choice.speaker_id for choice in proposal.speakers] == ["hadbani"]
    assert STORY[proposal.mention.start : proposal.mention.end] == "الهدباني"


def test_titles_are_those_of_persons_named_before():
    for content, name in (
        ("أن الرحلات ستستأنف", "باهر الزعفراني"),
        ("أن الطرق مفتوحة", "سلوان الهدباني"),
    ):
        proposal = story(content, [], [])
        assert [choice.name for choice in proposal.speakers] == [name]
        assert proposal.attribution is Attribution.EXPLICIT
    proposal = story("أن الرحلات ستستأنف", [HADBANI, ZAFARANI], [FIRST])
    assert [choice.speaker_id for choice in proposal.speakers] == ["zafarani"]


def test_what_a_person_chose_for_a_mention_is_remembered():
    other = Speaker("deputy", Name("نائب الوزير"))
    chosen = record(2, "أن الطرق مفتوحة", "deputy", "الوزير", "أكد")
    text = STORY + "وقال الوزير إن الجسر جاهز."
    start = text.index("إن الجسر")
    proposal = propose(text, Span(start, len(text) - 1), [HADBANI, other], [FIRST, chosen])
    assert [choice.speaker_id for choice in proposal.speakers] == ["deputy"]


def test_the_quote_itself_does_not_answer_for_itself():
    proposal = story("إن السد آمن", [HADBANI], [FIRST])
    assert proposal.attribution is Attribution.EXPLICIT
    assert [choice.speaker_id for choice in proposal.speakers] == ["hadbani"]


def test_two_who_speak_together():
    _, _, _, mention, names = look(
        "التقى الرئيس سلوان الهدباني الرئيس باهر الزعفراني.\nوقال الرئيسان ⟦إنهما متفقان⟧."
    )
    assert mention == "الرئيسان"
    assert sorted(names) == sorted(["سلوان الهدباني", "باهر الزعفراني"])
    _, _, _, mention, names = look("وقال بعض المحللين وعدد من الخبراء ⟦إن السد آمن⟧.")
    assert mention == "بعض المحللين وعدد من الخبراء"
    assert names == ["بعض المحللين", "عدد من الخبراء"]


def test_a_speech_goes_on_in_the_next_paragraph():
    told = "وقالت مديرة المرفأ ميسون الطرابزي: «سنفتح الرصيف أولا.\n«⟦أما السفن فتنتظر⟧»."
    text, content, _ = marked(told)
    first = text.index("سنفتح")
    earlier = Quote(
        id="q1",
        article="a",
        type=QuoteType.DIRECT,
        content=(Span(first, first + len("سنفتح الرصيف أولا")),),
        cue=Cue(Span(0, 5), "قال"),
        speakers=("m",),
        mention=Span(6, text.index(":")),
        attribution=Attribution.EXPLICIT,
    )
    proposal = propose(text, content, [Speaker("m", Name("ميسون الطرابزي"))], [earlier])
    assert proposal.type is QuoteType.DIRECT
    assert proposal.cue == earlier.cue
    assert proposal.mention == earlier.mention
    assert [choice.speaker_id for choice in proposal.speakers] == ["m"]


def test_the_mention_of_a_foreign_name_in_another_spelling():
    known = Speaker("s", Name("غريغور ستاينبيرغ"))
    told = "قال غريغور ستاينبيرغ إن المصنع سيغلق. وأضاف ستاينبرغ ⟦أن العمال سيعوضون⟧."
    _, _, proposal, mention, _ = look(told, [known])
    assert mention == "ستاينبرغ"
    assert [choice.speaker_id for choice in proposal.speakers] == ["s"]


def test_ranking_has_the_proposed_first_then_who_spoke_lately():
    third = Speaker("third", Name("لبيد القرنفلي"))
    start = STORY.index("أن الطرق مفتوحة")
    content = Span(start, start + len("أن الطرق مفتوحة"))
    later = record(2, "أن الرحلات ستستأنف", "zafarani", "مدير المطار", "وأوضح")
    quotes, speakers = [FIRST, later], [third, ZAFARANI, HADBANI]
    ranked = rank_speakers(STORY, content, propose(STORY, content, speakers, quotes), speakers, quotes)
    assert [choice.speaker_id for choice in ranked if choice.speaker_id] == ["hadbani", "zafarani", "third"]


def test_ranking_offers_persons_of_the_article_who_are_no_speakers_yet():
    start = STORY.index("أن الطرق مفتوحة")
    content = Span(start, start + len("أن الطرق مفتوحة"))
    ranked = rank_speakers(STORY, content, propose(STORY, content, [], []), [], [])
    assert {"سلوان الهدباني", "باهر الزعفراني"} <= {choice.name for choice in ranked}
    assert len({choice.name for choice in ranked}) == len(ranked)


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("الهدباني", "سلوان الهدباني"),
        ("وزير المياه سلوان الهدباني", "سلوان الهدباني"),
        ("مدير المطار", "باهر الزعفراني"),
        ("الرجلان", "رجلان"),
        ("السد", "السد"),
    ],
)
def test_speaker_name(mention, name):
    start = STORY.index(mention)
    assert speaker_name(STORY, Span(start, start + len(mention))) == name


def test_content_of_nothing_is_refused():
    with pytest.raises(ValueError, match="without a visible character"):
        propose("قال \u200f ثم", Span(3, 6), [], [])


@pytest.mark.parametrize("text", ["نعم", "«نعم»", ": نعم", "قال", ".", "قال قال قال", "إن", "وفقا ل"])
def test_any_text_gets_a_proposal(text):
    proposal = propose(text, Span(0, len(text)), [], [])
    assert proposal.type in QuoteType


def test_a_proposal_in_a_very_long_article_is_quick():
    sentence = "وقال الناطق باسم الحكومة إن الميزانية ستقر غدا، وأضاف: «لا تأجيل بعد اليوم».\n"
    text = sentence * 20_000
    content = Span(1539979, 1539997)
    assert content.of(text) == "لا تأجيل بعد اليوم"
    propose(text, content, [], [])
    begun = time.perf_counter()
    proposal = propose(text, content, [], [])
    assert time.perf_counter() - begun < 1, "the whole article was walked, which takes many seconds"
    assert proposal.type is QuoteType.DIRECT
    assert proposal.cue.span.of(text) == "وأضاف"
    assert proposal.mention.of(text) == "الناطق باسم الحكومة"


def test_importing_is_light_and_proposing_stays_so():
    program = """
import sys
import summit_tui.suggest as suggest
assert not any(name.startswith("camel_tools") for name in sys.modules)
from summit_tui.model import Span
suggest.propose("قال الوزير إن السد آمن.", Span(11, 22), [], [])
heavy = {"camel_tools.utils.charsets", "camel_tools.utils.dediac", "camel_tools.data", "torch", "rich"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
