"""What morphology adds to questions, and whether it made the difference."""

from __future__ import annotations

import pytest

from summit_tui.arabic.morphology.words import Morphology
from summit_tui.suggest.finding.judging import Matter, Question
from summit_tui.suggest.finding.lines import lines_of
from summit_tui.suggest.finding.model import LinearJudge
from summit_tui.suggest.finding.seeing import SEEN, SeeingJudge
from summit_tui.suggest.finding.suggester import quotes_by_line
from summit_tui.suggest.finding.walk import LineWalk
from summit_tui.suggest.morphological import SeeingSuggester, seeing_weights

WORDS = {
    "قال": ("verb", "p", -2.0),
    "وصل": ("verb", "p", -3.0),
    "غادر": ("verb", "p", -4.0),
    "وغادر": ("verb", "p", -4.0),
    "القطار": ("noun", "na", -3.0),
    "المحطة": ("noun", "na", -3.0),
    "هفال": ("noun_prop", "na", -5.0),
    "ريبوار": ("noun_prop", "na", -5.0),
    "نادر": ("verb", "p", -99.0),
}
TEXT = "قال هفال إن القطار وصل، وغادر المحطة. وقال ريبوار: «القطار غادر المحطة» ثم «هفال ريبوار»."


def analyses(word):
    if word not in WORDS:
        return []
    pos, aspect, likelihood = WORDS[word]
    return [{"lex": word, "pos": pos, "asp": aspect, "pos_lex_logprob": likelihood}]


class Asked:
    """Keeps the questions, and says yes to all."""

    def __init__(self):
        self.questions = []

    def probability(self, question):
        self.questions.append(question)
        return 0.9

    def choice(self, questions):
        self.questions += questions
        return len(questions) - 1, 0.9

    def certainty(self, probability):
        return probability


@pytest.fixture
def asked():
    """The questions about the text, by matter, with what morphology sees by template."""
    judge = Asked()
    (line,) = lines_of(TEXT)
    seeing = SeeingJudge(judge, Morphology(analyses), TEXT, line)
    LineWalk(TEXT, line, seeing, "nothing").contents()
    by_matter = {}
    for question in judge.questions:
        pairs = dict(zip(question.templates, question.values, strict=bool(question.values)))
        by_matter.setdefault(question.matter, []).append(pairs)
    return by_matter


def test_a_pair_that_has_a_verb_and_one_of_names(asked):
    speech, names = asked[Matter.PAIR]
    assert (speech["seen verbs {}"], speech["seen names {} size {}"]) == ("1", ("0", "3"))
    assert (names["seen verbs {}"], names["seen names {} size {}"]) == ("0", ("more", "2"))
    assert speech["seen verb {} cue {}"] == (1, "before")


def test_what_a_source_says_begins_with_a_verb():
    judge, text = Asked(), "قال هفال: غادر القطار المحطة."
    (line,) = lines_of(text)
    seeing = SeeingJudge(judge, Morphology(analyses), text, line)
    seeing.probability(Question(Matter.SOURCE, ("x {}",), (None,), text.index("غادر")))
    (question,) = judge.questions
    assert question.values == (None, "1", "verb p")


def test_what_stands_behind_a_complementiser(asked):
    (clause,) = asked[Matter.CLAUSE]
    assert clause["seen behind {}"] == "noun"


def test_other_matters_are_left_alone(asked):
    assert not any(template.startswith("seen") for pairs in asked[Matter.END] for template in pairs)


def test_every_template_is_new_to_its_matter(asked):
    for matter, templates in SEEN.items():
        for pairs in asked.get(matter, []):
            assert len(pairs) in (0, len(set(pairs)))
            assert not pairs or set(templates) <= pairs.keys()


def test_a_word_met_but_never_counted_is_unknown():
    (line,) = lines_of("«نادر»")
    judge = SeeingJudge(Asked(), Morphology(analyses), "«نادر»", line)
    assert judge._read(1) == ("verb p", False)


@pytest.mark.parametrize(
    ("weight", "decided"), [(0.0, False), (5.0, True), (-5.0, False)], ids=["nothing", "for", "against"]
)
def test_it_is_noted_where_it_made_the_difference(weight, decided):
    """Without it the answer is no, at 0.27; with it the log odds grow by ``weight``."""
    judge = LinearJudge({"pair": {"": -1.0, "seen verbs 1": weight}})
    (line,) = lines_of(TEXT)
    noted = set()
    seeing = SeeingJudge(judge, Morphology(analyses), TEXT, line, noted)
    start = TEXT.index("القطار غادر")
    values = tuple((1, "before") if template == "size {} cue {}" else None for template in _pair_templates())
    seeing.probability(Question(Matter.PAIR, _pair_templates(), values, start))
    assert noted == ({start} if decided else set())


def _pair_templates():
    from summit_tui.suggest.finding.features.pairs import PAIR

    return PAIR


def test_certainty_is_the_judges():
    (line,) = lines_of(TEXT)
    assert SeeingJudge(Asked(), Morphology(analyses), TEXT, line).certainty(0.4) == 0.4


def test_the_packages_weights_have_some_for_every_template():
    weights = seeing_weights().weights
    for matter, templates in SEEN.items():
        for template in templates:
            lead = template.partition("{")[0]
            assert any(name.startswith(lead) for name in weights[matter]), template


def test_without_any_reading_the_suggester_still_works():
    suggester = SeeingSuggester(Morphology(lambda _: []))
    assert suggester.suggest(TEXT).quotes
    assert list(quotes_by_line("", judge_of=lambda *_: Asked())) == []
