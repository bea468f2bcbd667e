"""The benchmark in its shortest form: figures come out. What they are is for `make bench` to say."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import bench
from tests.benchmarks.figures import Comparison, Figure

pytestmark = pytest.mark.terminal


def test_figures_come_out(capsys: pytest.CaptureFixture[str]):
    assert bench.main(["--rounds", "1", "--steps", "3", "--downs", "3", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    comparisons = {one["name"]: one for one in document["comparisons"]}
    assert set(bench.LIMITS) < set(comparisons)
    for one in comparisons.values():
        for figure in (one["app"], one["least"]):
            assert 0 < figure["least"] <= figure["median"] <= figure["p95"] <= figure["most"]
    assert comparisons["caret step"]["app"]["samples"] == 3
    assert document["facts"]["textual"]


def test_median_and_nearest_rank():
    figure = Figure.of([0.001 * number for number in range(1, 21)])
    assert (figure.median, figure.p95, figure.least, figure.most) == pytest.approx((10.5, 19, 1, 20))


@pytest.mark.parametrize(
    ("milliseconds", "limit", "verdict"), [(15, 1.5, "PASS"), (15.1, 1.5, "MISS"), (90, None, "")]
)
def test_verdict(milliseconds: float, limit: float | None, verdict: str):
    comparison = Comparison("start", Figure.of([milliseconds / 1000]), Figure.of([0.01]), limit)
    assert comparison.verdict == verdict
