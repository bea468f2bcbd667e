"""Which articles are of one outlet, for leaving it out."""

from __future__ import annotations

import pytest

from tools.outlets import UNKNOWN, outlets_of, said_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("alriyadh", None), (None, "https://www.alriyadh.com/1")),
        (("BBC", None), (None, "http://www.bbc.co.uk/arabic/2")),
        (("okaz", None), (None, "http://www.okaz.com.sa/3")),
        ((None, "http://aleqt.com/4"), ("aleqtisadiya", None)),
        ((None, "http://www.al-madina.com/5"), ("Al Madina", None)),
        ((None, "http://arabic.cnn.com/6"), ("CNN", None)),
        (("الميناء", None), ("الميناء", "")),
        ((None, None), ("", "no address")),
    ],
)
def test_names_and_hosts_of_one_outlet_are_one(one, other):
    first, second = outlets_of([one, other])
    assert first == second


def test_an_article_with_both_tells_that_a_name_and_a_host_are_one():
    apart = [("Alarabia", None), (None, "https://www.alarabiya.net/1")]
    assert len(set(outlets_of(apart))) == 2
    assert len(set(outlets_of([*apart, ("Alarabia", "https://www.alarabiya.net/2")]))) == 1


def test_different_outlets_stay_apart_and_those_that_say_nothing_are_one():
    said = [("okaz", None), (None, "http://www.alyaum.com/1"), ("alwatan", None), (None, None), ("", "")]
    outlets = outlets_of(said)
    assert len(set(outlets[:3])) == 3
    assert outlets[3:] == [UNKNOWN, UNKNOWN]


def test_what_a_document_says():
    assert said_in({"source": {"outlet": "okaz", "url": None}}) == ("okaz", None)
    assert said_in({}) == said_in({"source": None}) == (None, None)
