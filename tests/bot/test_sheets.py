"""Sheets as people get them: nothing is cut or commands Slack, and buttons bring them back."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.ask.answers import answer
from bot.ask.grammar import parse, to_text
from bot.ask.lookup import build_looked_up
from bot.ask.messages import private_message, shared_message
from bot.ask.requests import Advice, InterviewSheet, Kickoff
from bot.kickoff.text import write_text
from bot.slack.blocks import read_aloud, unescape
from knowledge.advice.explanation import advise
from knowledge.advice.kickoff import write_kickoff
from knowledge.advice.sheets import Line, Sheet, write_interview_sheet
from knowledge.packs.shipped import shipped_packs
from knowledge.store import Store, open_store
from localslack.block_kit.validation import check_message, check_view
from tests.support.answers import random_answers
from tests.support.packs import PackFolder
from tests.support.random_packs import write_random_pack
from tests.support.slack import as_sent
from tests.support.small_pack import INTERVIEWS

TRIES = 6  # sets of answers, a questionnaire
LONGEST = 12_000  # characters of a posted message's blocks
DAY = date(2026, 11, 29)


@pytest.fixture(params=[*shipped_packs(), *range(24)], ids=str)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each pack that comes with RoleFit, and some made by chance."""
    if isinstance(request.param, str):
        return open_store([shipped_packs()[request.param]])
    return open_store([write_random_pack(tmp_path / "pack", request.param).path], tmp_path)


def sheets(store: Store) -> Iterator[tuple[Kickoff | InterviewSheet, Sheet]]:
    """Sheets of a store with the requests for them."""
    chance = random.Random(store.hash)
    for asked in store.questionnaires.values():
        for answers in [{}, *(random_answers(asked, chance) for _ in range(TRIES))]:
            given = tuple(answers.items())
            yield (
                Kickoff(asked.id, given, DAY),
                write_kickoff(store, advise(store, asked, answers), DAY),
            )
            for kit in store.interviews.values():
                sheet = write_interview_sheet(store, kit, answers, DAY)
                yield InterviewSheet(kit.key, given, DAY), sheet


def said(text: str) -> str:
    """The words of a text, however they are laid out."""
    return " ".join(unescape(text).replace("•", "-").split())


def with_numbers(line: Line, sheet: Sheet) -> str:
    """A line as it is shown, with the numbers of its sources behind it."""
    numbers = {source: n for n, source in enumerate(sheet.sources, start=1)}
    cited = dict.fromkeys(str(numbers[citation.source]) for citation in line.citations)
    return said(f"{line.text} [{', '.join(cited)}]" if cited else line.text)


def test_slack_takes_each_sheet_and_shows_all_of_it(any_store: Store) -> None:
    for question, sheet in sheets(any_store):
        found = answer(question, any_store)
        assert parse(to_text(found.question), any_store) == found.question == question
        posted = shared_message(found, "U1")
        for shown in (private_message(found), posted):
            assert check_message(as_sent(shown)) == []
        assert check_view(as_sent(build_looked_up(to_text(question), any_store))) == []
        assert len(posted["blocks"]) <= 50
        for told in (said(read_aloud(found.public)), said(write_text(sheet))):
            for line in [line for section in sheet.sections for line in section.lines]:
                assert with_numbers(line, sheet) in told
                assert said(line.strong) in told
            for number, source in enumerate(sheet.sources, start=1):
                assert said(f"[{number}] “{source.title}”:") in told


def test_a_posted_sheet_of_our_own_packs_is_short_enough_for_slack() -> None:
    for pack in shipped_packs().values():
        store = open_store([pack])
        for question, _ in sheets(store):
            posted = shared_message(answer(question, store), "U1")["blocks"]
            assert len(msgspec.json.encode(posted)) <= LONGEST


def test_the_same_answers_give_the_same_bytes(any_store: Store) -> None:
    for question, sheet in sheets(any_store):
        found = answer(question, any_store)
        again = answer(replace(question), any_store)
        assert msgspec.json.encode(found.public) == msgspec.json.encode(again.public)
        assert write_text(sheet).encode() == write_text(sheet).encode()


def test_the_button_of_an_advice_opens_its_kickoff_sheet(default_store: Store) -> None:
    [asked] = default_store.questionnaires.values()
    chance = random.Random(1)
    opened = set()
    for _ in range(40):
        answers = tuple(random_answers(asked, chance).items())
        found = answer(Advice(asked.id, answers), default_store)
        texts = [c["value"] for c in found.controls if c["text"]["text"] == "Kickoff sheet"]
        assert [parse(text, default_store) for text in texts] in ([], [Kickoff(asked.id, answers)])
        opened.add(bool(texts))
    assert opened == {True, False}


HOSTILE = "``` <!channel> <https://evil.example|ours> *bold* ```"


def test_a_long_sheet_is_told_in_parts_and_whole(tmp_path: Path) -> None:
    long = "Why & how? " * 54  # as much as a pack may say
    probe = INTERVIEWS[0]["probes"][0]
    probes = [probe | {"asks": f"{n} {long}", "strong": f"{n}: {long}"} for n in range(9)]
    pack = PackFolder(tmp_path / "pack").write_all(interviews=[INTERVIEWS[0] | {"probes": probes}])
    store = open_store([pack.path], tmp_path)
    found = answer(InterviewSheet("interview/php-interview"), store)
    assert check_message(as_sent(private_message(found))) == []
    told = said(read_aloud(found.details))
    assert all(said(f"{n}: {long}") in told for n in range(8))
    assert len(found.details) > 1


def test_nothing_in_a_pack_leaves_the_text_to_copy_or_commands_slack(tmp_path: Path) -> None:
    probe = INTERVIEWS[0]["probes"][0] | {"asks": HOSTILE, "strong": HOSTILE}
    kit = INTERVIEWS[0] | {"probes": [probe], "title": HOSTILE}
    pack = PackFolder(tmp_path / "pack").write_all(interviews=[kit])
    store = open_store([pack.path], tmp_path)
    [text] = answer(InterviewSheet("interview/php-interview"), store).details
    shown = text["text"]["text"]
    assert shown.startswith("```")
    assert shown.endswith("```")
    assert shown.count("```") == 2
    assert "<" not in shown
    assert shown.count("&lt;!channel&gt;") == 3
