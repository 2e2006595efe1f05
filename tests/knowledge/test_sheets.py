"""Sheets of any pack: each line says whose word it is, and the same answers give the same sheet."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.advice.explanation import advise
from knowledge.advice.kickoff import write_kickoff
from knowledge.advice.questions import open_questions
from knowledge.advice.rules import DONT_KNOW, read_answers
from knowledge.advice.sheets import LABELS, Sheet, choose_fitting, write_interview_sheet
from knowledge.packs.questionnaire import Questionnaire
from knowledge.packs.shipped import shipped_packs
from knowledge.store import Store, open_store
from tests.support.advice import advise_on, only_questionnaire
from tests.support.answers import random_answers
from tests.support.random_packs import write_random_pack

TRIES = 12  # sets of answers, a questionnaire
DAY = date(2026, 11, 29)


@pytest.fixture(params=[*shipped_packs(), *range(24)], ids=str)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each pack that comes with RoleFit, and some made by chance."""
    if isinstance(request.param, str):
        return open_store([shipped_packs()[request.param]])
    return open_store([write_random_pack(tmp_path / "pack", request.param).path], tmp_path)


def answered(store: Store) -> Iterator[tuple[Questionnaire, dict[str, str]]]:
    """Each questionnaire with answers to it, none and many."""
    chance = random.Random(store.hash)
    for asked in store.questionnaires.values():
        yield asked, {}
        for _ in range(TRIES):
            yield asked, random_answers(asked, chance)


def check(sheet: Sheet, store: Store) -> None:
    """Each line cites sections of the store, or says what it rests on."""
    assert sheet.title
    for section in sheet.sections:
        assert section.heading
        assert section.lines
        for line in section.lines:
            assert line.text.strip()
            cited = {citation.source for citation in line.citations}
            assert cited <= {*store.sources.values()}
            assert cited <= {*sheet.sources}
            said = sheet.mark(section, line) or (section.basis and LABELS[section.basis])
            assert said
            assert bool(cited) == said.startswith("[")


def test_a_kickoff_sheet_says_whose_word_each_line_is(any_store: Store) -> None:
    for asked, answers in answered(any_store):
        sheet = write_kickoff(any_store, advise(any_store, asked, answers), DAY)
        check(sheet, any_store)
        assert sheet == write_kickoff(any_store, advise(any_store, asked, answers), DAY)
        advice = advise(any_store, asked, answers)
        lines = {one.heading: one.lines for one in sheet.sections}
        assert lines["Advice"][0].text.startswith(advice.sentence)
        asks = [said for heading, said in lines.items() if heading.startswith("Ask in interviews")]
        duties = [said for heading, said in lines.items() if heading.startswith("Duties")]
        assert len(asks) == len(advice.sequence)
        assert len(duties) == sum(bool(post.duties + post.often) for post in advice.posts)
        assert all(len(said) <= 5 for said in asks)
        assert all(len(said) <= 3 for said in duties)


def test_an_interview_sheet_says_whose_word_each_line_is(any_store: Store) -> None:
    for kit in any_store.interviews.values():
        for answers in [{}, *(given for _, given in answered(any_store))]:
            sheet = write_interview_sheet(any_store, kit, answers)
            check(sheet, any_store)
            assert sheet == write_interview_sheet(any_store, kit, answers)
            [asked] = [
                one.lines for one in sheet.sections if any(line.strong for line in one.lines)
            ]
            assert len(asked) == min(8, len(kit.probes))
            assert all(line.strong and line.citations for line in asked)


def test_questions_that_meet_the_answers_come_first(any_store: Store) -> None:
    for kit in any_store.interviews.values():
        for _, answers in answered(any_store):
            meeting = [
                probe.asks or probe.probe
                for probe in kit.probes
                if any(answers.get(q) in options for q, options in probe.meets.items())
            ]
            sheet = write_interview_sheet(any_store, kit, answers, DAY)
            asked = [line.text for one in sheet.sections for line in one.lines if line.strong]
            assert {*asked[: len(meeting)]} <= {*meeting}
            assert ("29 Nov 2026" in sheet.sections[0].lines[0].text) == bool(meeting)


def test_what_is_to_settle_first_could_change_the_advice(any_store: Store) -> None:
    for asked, answers in answered(any_store):
        signals = any_store.signals(asked.id)
        advice = advise(any_store, asked, answers)
        outcome = advice.decision.outcome
        found = open_questions(asked, signals, read_answers(asked, answers))
        open_ones = [one.question for one in found]
        chosen = read_answers(asked, answers).values()
        out = {name for option in chosen if option for name in option.rules_out}
        assert out.isdisjoint(one.id for one in open_ones)
        for question, turning_to in found:
            for option, decision in turning_to:
                changed = advise(any_store, asked, {**answers, question.id: option.id})
                assert changed.decision == decision
                assert decision.outcome != outcome
        turning = [
            question
            for question in asked.questions
            if answers.get(question.id, DONT_KNOW) == DONT_KNOW
            and question.id not in out
            and any(
                advise(any_store, asked, {**answers, question.id: option.id}).decision.outcome
                != outcome
                for option in question.options
            )
        ]
        if outcome[0] == "neither":
            assert open_ones == []
            continue
        assert {one.id for one in turning} <= {one.id for one in open_ones}
        others = [one for one in open_ones if one not in turning]
        assert not others or advice.verdict == "both" or advice.decision.unsaid
        assert all(
            one.kind in {"seats", "first", "coverage"} or any(o.speciality for o in one.options)
            for one in others
        )


def test_an_open_order_asks_what_hurts_first(default_store: Store) -> None:
    [asked] = default_store.questionnaires.values()
    answers = {"main-work": "app-and-systems", "seats": "several"}
    advice = advise(default_store, asked, answers)
    assert advice.order_basis == "open"
    assert advice.next_question
    assert advice.next_question.id == "first"
    settle = [s for s in write_kickoff(default_store, advice).sections if "settle" in s.heading]
    assert [line.text for line in settle[0].lines][:2] == [
        "What hurts first? That decides which to open first.",
        "What does your team cover already? That decides which to open first.",
    ]
    told = advise(default_store, asked, {**answers, "first": "systems"})
    assert told.sentence == "Two jobs: backend developer first, then PHP developer."
    alike = advise(default_store, asked, {**answers, "first": "equally"})
    assert alike.sentence.endswith("Both hurt alike, so the answers name no order.")
    covered = advise(default_store, asked, {**answers, "first": "equally", "covered": "inside"})
    assert covered.sequence == ("backend-developer", "php-developer")


def test_whether_it_is_php_is_to_settle_where_nobody_said(default_store: Store) -> None:
    [asked] = default_store.questionnaires.values()
    advice = advise(default_store, asked, {"performance": "pages", "data": "one-schema"})
    assert advice.next_question
    assert advice.next_question.id == "estate"
    settle = [s for s in write_kickoff(default_store, advice).sections if "settle" in s.heading]
    assert [line.text for line in settle[0].lines][:2] == [
        "What should this hire change in the next six months? With a new shared platform: two "
        "jobs, one for each role.",
        "What will they work on? With an application in another language: a backend developer.",
    ]


def settled(store: Store, answers: dict[str, str]) -> list[str]:
    """What the sheet of answers says is to settle first."""
    sections = write_kickoff(store, advise_on(store, answers)).sections
    return [line.text for one in sections if "settle" in one.heading for line in one.lines]


def test_what_the_hire_shall_change_is_to_settle_first_wherever_nobody_said(
    default_store: Store,
) -> None:
    sure = {"estate": "several", "apis": "contracts", "data": "shared-models"}
    alone = settled(default_store, {**sure, "operations": "many-services", "seats": "one"})
    assert alone == [
        "What should this hire change in the next six months? The work ahead tells the roles apart "
        "better than a title does.",
        "Of the other questions, none would change the advice.",
    ]
    told = settled(default_store, {"main-work": "run-services", **sure, "seats": "one"})
    assert told == ["Of the questions not answered, none would change the advice."]
    asked = only_questionnaire(default_store)
    every = {one.id: one.options[0].id for one in asked.questions}
    assert settled(default_store, every) == ["All questions are answered."]


def test_that_nothing_is_left_is_said_only_where_all_work_is_answered(
    default_store: Store,
) -> None:
    asked = only_questionnaire(default_store)
    work = {q.id: q.options[0].id for q in asked.questions if q.kind == "work"}

    def left(answers: dict[str, str]) -> list[str]:
        sheet = write_kickoff(default_store, advise_on(default_store, answers))
        sections = [one for one in sheet.sections if "won't own" in one.heading]
        return [line.text for one in sections for line in one.lines]

    for open_one in work:
        rest = {name: option for name, option in work.items() if name != open_one}
        assert left(rest) == left({**rest, open_one: DONT_KNOW}) == []
    assert left(work) == ["The answers speak of no work that would be a backend developer's."]


def test_where_neither_role_fits_the_sheet_says_whose_work_it_looks_like(
    default_store: Store,
) -> None:
    advice = advise_on(default_store, {"main-work": "elsewhere"})
    topic = default_store.uncovered["uncovered/data-engineers"]
    lines = {
        one.heading: [line.text for line in one.lines]
        for one in write_kickoff(default_store, advice, looks_like=topic).sections
    }
    assert lines["Opening"] == [
        "Neither a PHP developer nor a backend developer: the work needs somebody else."
    ]
    assert lines["To settle first"] == [
        "It looks like work for: data engineers and analysts. Ask somebody who leads such people "
        "what the job needs.",
        "If there is work for a PHP developer or a backend developer too, ask about that work "
        "alone.",
    ]


def asked_in(store: Store, answers: dict[str, str]) -> list[str]:
    """What the sheet of answers asks in interviews."""
    sections = write_kickoff(store, advise_on(store, answers)).sections
    return [line.text for one in sections if one.heading.startswith("Ask") for line in one.lines]


def test_questions_that_meet_the_heaviest_answers_come_first(default_store: Store) -> None:
    asked = asked_in(
        default_store,
        {
            "performance": "between",
            "growth": "distributed",
            "skills": "services",
            "estate": "several",
        },
    )
    assert asked[0].startswith("Calls between services have become slow under load")
    alone = asked_in(
        default_store, {"skills": "services", "estate": "several", "data": "shared-models"}
    )
    assert alone[0].startswith("Many systems need the same events")


def test_no_question_is_asked_about_what_the_answers_rule_out(default_store: Store) -> None:
    kept = {"main-work": "run-services", "estate": "several", "apis": "contracts"}
    about = ("You move one part out of a running application", "How do two services prove")
    one_seat = {**kept, "operations": "many-services", "security": "none", "skills": "both"}
    assert not any(line.startswith(about) for line in asked_in(default_store, one_seat))
    kit = default_store.interviews["backend-developer"]
    fitting = [line.text for line in choose_fitting(default_store, kit, one_seat)]
    assert not any(line.startswith(about) for line in fitting)
    unsaid = {"estate": "several", "security": "dont-know"}
    said = [line.text for line in choose_fitting(default_store, kit, unsaid)]
    assert sum(line.startswith(about) for line in said) == len(about)


def test_a_sheet_asks_nothing_that_the_answers_rule_out(any_store: Store) -> None:
    for _, answers in answered(any_store):
        for kit in any_store.interviews.values():
            asked = {line.text for line in choose_fitting(any_store, kit, answers)}
            out = {
                probe.asks or probe.probe
                for probe in kit.probes
                if probe.meets
                and all(
                    answers.get(q, DONT_KNOW) not in {DONT_KNOW, *o} for q, o in probe.meets.items()
                )
            }
            assert asked
            assert not asked & out or len(asked) == len(kit.probes)


def test_what_an_answer_rules_out_is_not_asked(default_store: Store) -> None:
    given = {"main-work": "new-platform", "security": "identity"}
    speed = "What is too slow?"
    assert any(line.startswith(speed) for line in settled(default_store, given))
    begun = {**given, "estate": "nothing-yet"}
    assert not any(line.startswith(speed) for line in settled(default_store, begun))
    question = advise_on(default_store, begun).next_question
    assert question is None or question.ask != speed


def test_few_answers_are_no_doubt_where_none_points_the_other_way(default_store: Store) -> None:
    alone = advise_on(default_store, {"main-work": "new-platform", "security": "identity"})
    assert (alone.band, alone.is_only_short) == ("slight", True)
    against = advise_on(
        default_store, {"main-work": "new-platform", "estate": "cms", "security": "identity"}
    )
    assert not against.is_only_short
