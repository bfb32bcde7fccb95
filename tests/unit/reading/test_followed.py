"""Statements that are followed through: every form beside its examples, and what stretches of a text are."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.reading.followed import KINDS, said_in
from tallystick.reading.followed.finding import kind_in
from tallystick.releases import from_text

TOPICS = [(language, kind) for language in ("en", "zh") for kind in KINDS]


@pytest.mark.parametrize(("language", "kind"), TOPICS)
def test_examples_are_of_their_kind_and_counterexamples_are_not(language: str, kind: str) -> None:
    """Each example is found by its own words; what stands against it is another kind or none."""
    topic = load_topics(f"followed/{language}")[kind]
    for example in topic["examples"]:
        assert (kind_in(example["text"], language) or ("",))[0] == kind, example["text"]
    for example in topic["counterexamples"]:
        assert (kind_in(example["text"], language) or ("",))[0] != kind, example["text"]


def test_a_chinese_report_is_problems_then_tasks() -> None:
    """A paragraph that announces problems lists them; a part that announces tasks lists those; a review neither."""
    text = (
        "政府工作报告\n\n一、2024年工作回顾\n\n推进园区建设，完成投资30亿元。建设道路12公里。\n\n"
        "同时，我们也清醒看到，发展中还存在不少困难和问题。传统产业转型偏慢，企业订单不足。\n\n"
        "二、2025年工作安排\n\n加快老旧管网改造。深化国有企业改革。\n\n年底前建成三座泵站。力争新增就业5万人以上。\n"
    )
    found = said_in(from_text(text, "report", released=date(2025, 1, 10), language="zh"))
    assert [one.kind for one in found] == [
        "problem", "problem", "commitment", "commitment", "milestone", "target",
    ]  # fmt: skip
    assert found[4].due == "2025-12-31"
    assert all(text[one.start : one.end] == one.quote for one in found)


def test_questions_forecasts_and_deeds_are_none() -> None:
    """What is asked, foreseen or done already is followed by nobody."""
    text = (
        "Will we build more? Growth will slow in 2027. We built ten schools. Inflation will return to target by 2026."
    )
    assert said_in(from_text(text, "talk")) == ()
