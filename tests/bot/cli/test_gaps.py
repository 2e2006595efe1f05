"""`rolefit gaps`: what nothing answered, what did not help, and nothing of who said so."""

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, run_sql
from tests.support.cli import CommandLine
from tests.support.slack import ask
from tests.support.workspace import LEAD, RECRUITER


@pytest.fixture
async def state_file(
    slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """What a RoleFit leaves behind after a few questions and votes."""
    place = slack.workspace
    for text in ("zeppelins", "What does a visa cost?", "what does a VISA cost"):
        await ask(slack, text)
    for person in (RECRUITER, LEAD):
        message = await ask(slack, "who owns the database schema", person)
        await slack.press(person, message, "faq.not_helpful")
        await slack.press(person, message, "faq.say_missing")
        view = place.views.top(person)
        assert view is not None
        await slack.submit(person, view, {"faq.missing": f"more for {person.name}"})
    await slack.press(LEAD, await ask(slack, "php", LEAD), "faq.not_helpful")
    await slack.press(LEAD, await ask(slack, "backend", LEAD), "faq.helpful")
    await rolefit.stop()
    monkeypatch.setenv("ROLEFIT_STATE_URL", f"sqlite:///{rolefit.state_file}")
    return rolefit.state_file


def gaps(run: CommandLine, *arguments: str) -> tuple[int, str, str]:
    done = run("gaps", *arguments)
    return done.code, done.out, done.err


def test_gaps_as_json_are_one_document(run: CommandLine, state_file: Path) -> None:
    code, out, err = gaps(run, "--json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    now = datetime.now(UTC)
    ages = [
        now - datetime.fromisoformat(asked.pop("last_asked")) for asked in document["unanswered"]
    ]
    assert all(0 <= age.total_seconds() < 60 for age in ages)
    assert document == {
        "unanswered": [
            {"question": "what does a VISA cost", "count": 2},
            {"question": "zeppelins", "count": 1},
        ],
        "not_helpful": [
            {
                "entry": "faq/schema-ownership",
                "count": 2,
                "words": ["more for Recruiter", "more for Engineering lead"],
            },
            {"entry": "role/php-developer", "count": 1, "words": []},
        ],
    }


def test_gaps_can_be_read(run: CommandLine, state_file: Path) -> None:
    code, out, err = gaps(run)
    assert (code, err) == (0, "")
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert out.splitlines() == [
        "Unanswered",
        f"     2  {today}  what does a VISA cost",
        f"     1  {today}  zeppelins",
        "Not helpful",
        "     2  faq/schema-ownership",
        "        “more for Recruiter”",
        "        “more for Engineering lead”",
        "     1  role/php-developer",
    ]


def test_gaps_name_nobody(run: CommandLine, state_file: Path) -> None:
    for arguments in ((), ("--json",)):
        _, out, _ = gaps(run, *arguments)
        assert "U0" not in out
        assert "T0LOCAL" not in out


def test_words_cannot_command_a_terminal(run: CommandLine, state_file: Path) -> None:
    run_sql(state_file, "update feedback set word = char(27) || '[2Jx' where word is not null")
    run_sql(state_file, "update unanswered set question = char(27) || ']0;y' || char(7)")
    _, out, _ = gaps(run)
    assert "�[2Jx" in out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_questions_older_than_90_days_are_no_gaps(run: CommandLine, state_file: Path) -> None:
    run_sql(state_file, f"update unanswered set asked_at = {time.time() - 91 * 24 * 3600}")
    run_sql(state_file, "delete from feedback")
    assert gaps(run)[:2] == (
        0, "Nothing is unanswered.\nNothing was called not helpful.\n"
    )  # fmt: skip
    assert json.loads(gaps(run, "--json")[1]) == {"unanswered": [], "not_helpful": []}


async def test_gaps_are_read_while_rolefit_serves(
    rolefit: AppUnderTest, run: CommandLine, state_file: Path
) -> None:
    await rolefit.restart()
    done = await asyncio.to_thread(gaps, run, "--json")
    assert (done[0], len(json.loads(done[1])["unanswered"])) == (0, 2)


@pytest.mark.parametrize("name", ["nothing.db", "no/such/folder/state.db", "."])
def test_a_database_that_is_not_there_is_one_line(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("ROLEFIT_STATE_URL", f"sqlite:///{tmp_path / name}")
    for arguments in ((), ("--json",)):
        code, out, err = gaps(run, *arguments)
        assert (code, out) == (1, "")
        assert err.startswith("rolefit: there is no state database")
        assert err.count("\n") == 1
    assert not (tmp_path / "nothing.db").exists()


def test_a_database_that_cannot_be_read_is_one_line(
    run: CommandLine, state_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql(state_file, "drop table unanswered")
    text = tmp_path / "text.db"
    text.write_text("no database at all, only a text that is long enough" * 20)
    for file in (state_file, text):
        monkeypatch.setenv("ROLEFIT_STATE_URL", f"sqlite:///{file}")
        code, out, err = gaps(run)
        assert (code, out) == (1, "")
        assert err.startswith("rolefit: the state database cannot be")
        assert err.count("\n") == 1


def test_a_wrong_address_is_wrong_usage(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEFIT_STATE_URL", "mysql://somewhere")
    assert gaps(run)[0] == 2
