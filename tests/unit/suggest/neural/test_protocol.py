from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.suggest.neural.protocol import (
    Failure,
    Labels,
    Ready,
    Request,
    UnreadableError,
    answer_line,
    read_answer,
    read_request,
    request_line,
)

SENTENCES = st.lists(st.lists(st.text(), max_size=4), max_size=4)
ANSWERS = st.one_of(
    st.just(Ready()),
    st.builds(Labels, st.integers(), SENTENCES),
    st.builds(Failure, st.none() | st.integers(), st.text()),
)


@given(st.builds(Request, st.integers(), SENTENCES))
def test_a_request_comes_back_from_its_line(request: Request) -> None:
    line = request_line(request)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert read_request(line) == request


@given(ANSWERS)
def test_an_answer_comes_back_from_its_line(answer: Ready | Labels | Failure) -> None:
    line = answer_line(answer)
    assert line.count(b"\n") == 1
    assert read_answer(line) == answer


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"Loading weights: 100%\n",
        b"\xff\xfe\n",
        b"[" * 100_000,
        b"5\n",
        b"[]\n",
        b"{}\n",
        b'{"ready":false}\n',
        b'{"number":"1","labels":[]}\n',
        b'{"number":1,"labels":{}}\n',
        b'{"number":1,"labels":["O"]}\n',
        b'{"number":1,"labels":[["O",5]]}\n',
        b'{"number":1,"failure":null}\n',
    ],
)
def test_what_is_no_answer_is_told_apart(line: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_answer(line)


@pytest.mark.parametrize("line", [b"x\n", b'{"number":1}\n', b'{"number":1,"sentences":[5]}\n'])
def test_what_is_no_request_is_told_apart(line: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_request(line)
