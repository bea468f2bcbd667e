from __future__ import annotations

from dataclasses import replace

from summit_tui.config.assets import label_set
from summit_tui.model import Change, Name, Status, Topic, TopicTag
from summit_tui.session import Session
from summit_tui.session.commands.topic import new_topic
from tests.support.editing import do, document, make_quote, warned

SPEECH = "لن نرفع الرسوم هذا العام"


def tags(session: Session) -> list[str]:
    return [tag.id for tag in session.article.topics]


def test_the_topics_that_come_with_the_app_are_offered_before_the_first_edit(session: Session) -> None:
    assert [topic.id for topic in session.topics] == ["arms-control", "cyber", "iran", "navalny", "ukraine"]
    assert [topic.name.en for topic in session.topics][:2] == ["Arms control", "Cyber"]
    assert session.project.topics == {}


def test_a_number_tags_the_article_and_takes_the_tag_away(session: Session) -> None:
    do(session, "topic.article_numbered", 5)
    do(session, "topic.article_numbered", 2)
    assert tags(session) == ["cyber", "ukraine"]
    assert session.article.topics[0] == TopicTag("cyber", Status.ACCEPTED, "tester")
    do(session, "topic.article_numbered", 5)
    assert tags(session) == ["cyber"]
    assert list(session.project.topics.values()) == list(label_set())


def test_a_number_tags_the_quote_and_takes_the_tag_away(session: Session) -> None:
    make_quote(session, SPEECH)
    do(session, "topic.quote_numbered", 3)
    do(session, "topic.quote_numbered", 1)
    assert session.quote.topics == ("arms-control", "iran")
    assert tags(session) == []
    do(session, "topic.quote_numbered", 3)
    assert session.quote.topics == ("arms-control",)


def test_a_number_too_high_is_said(session: Session) -> None:
    make_quote(session, SPEECH)
    for command in ("topic.quote_numbered", "topic.article_numbered"):
        message = session.run(command, 6)
        assert message.warning
        assert dict(message.values) == {"number": 6}
    assert session.quote.topics == ()


def test_without_a_quote_it_is_said(session: Session) -> None:
    assert warned(session, "topic.quote_numbered", 1).startswith("No quote is chosen")
    assert session.store.history == []


def test_ones_own_topic_is_offered_last_and_has_a_number(session: Session) -> None:
    message = session.run("topic.add", "  الملاحة ")
    assert dict(message.values) == {"name": "الملاحة"}
    assert session.topics[-1].name == Name("الملاحة")
    assert len(session.topics) == 6
    do(session, "topic.article_numbered", 6)
    assert tags(session) == [session.topics[-1].id]


def test_an_own_topic_in_latin_has_the_name_in_both_languages(session: Session) -> None:
    do(session, "topic.add", "Ports")
    assert session.topics[-1].name == Name("Ports", "Ports")


def test_no_name_and_a_name_that_is_taken_add_nothing(session: Session) -> None:
    assert warned(session, "topic.add", " \t") == "A topic needs a name: none was added."
    for name in ("إيران", "Iran"):
        assert warned(session, "topic.add", name) == "There is a topic of that name already."
    assert session.store.history == []


def test_a_topic_is_made_with_the_tag_in_one_step(session: Session) -> None:
    make_quote(session, SPEECH)
    do(session, "topic.quote", new_topic(session, "الموانئ"))
    made = session.topics[-1]
    assert session.quote.topics == (made.id,)
    do(session, "edit.undo")
    assert made.id not in session.project.topics
    do(session, "edit.redo")
    do(session, "topic.article", made)
    assert tags(session) == [made.id]
    do(session, "topic.article", made)
    assert tags(session) == []
    assert made.id in session.project.topics


def test_an_own_topic_as_the_first_edit_comes_beside_the_others(session: Session) -> None:
    do(session, "topic.article", new_topic(session, "الموانئ"))
    assert len(session.project.topics) == 6
    assert len(document(session)["topics"]) == 6


def test_a_retired_topic_keeps_its_tags_and_is_not_offered(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    do(session, "topic.quote_numbered", 3)
    do(session, "topic.article_numbered", 3)
    iran = session.project.topics["iran"]
    session.change("script", [Change(iran, replace(iran, retired=True))])
    assert [topic.id for topic in session.topics] == ["arms-control", "cyber", "navalny", "ukraine"]
    whole = document(session, "accepted")
    assert [topic["id"] for topic in whole["topics"] if topic["retired"]] == ["iran"]
    assert whole["articles"][0]["topics"][0]["id"] == "iran"
    assert session.project.quotes[quote.id].topics == ("iran",)
    do(session, "topic.article_numbered", 3)
    assert tags(session) == ["iran", "navalny"]


def test_a_suggested_topic_of_the_article_is_accepted_by_its_number(session: Session) -> None:
    tag = TopicTag("cyber", Status.SUGGESTED, "rules", 0.7)
    session.change("script", [session.revise_article(topics=(tag,))])
    do(session, "topic.article_numbered", 2)
    assert session.article.topics == (TopicTag("cyber", Status.ACCEPTED, "tester", 0.7),)
    # Kept as rejected, so that it isn't suggested again.
    do(session, "topic.article_numbered", 2)
    assert session.article.topics == (TopicTag("cyber", Status.REJECTED, "tester", 0.7),)


def test_a_project_with_edits_but_without_topics_gets_those_of_the_app(session: Session) -> None:
    do(session, "topic.article_numbered", 1)
    do(session, "edit.undo")
    session.change("script", [Change(topic, None) for topic in session.project.topics.values()])
    assert session.project.topics == {}
    do(session, "topic.article_numbered", 4)
    assert sorted(topic["id"] for topic in document(session)["topics"]) == sorted(
        topic.id for topic in label_set()
    )


def test_topics_have_ids_of_their_own(session: Session) -> None:
    assert isinstance(new_topic(session, "أ"), Topic)
    assert new_topic(session, "أ").id != new_topic(session, "أ").id
