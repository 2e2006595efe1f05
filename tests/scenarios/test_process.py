"""A process of its own that is stopped, killed, or started with wrong settings."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from localslack.faults import RESPONSE_URL, hanging, rate_limited
from localslack.slack import LocalSlack
from tests.support.app import REPOSITORY, AppProcess, over_http, run_sql
from tests.support.databases import Database, on_both
from tests.support.packs import PackFolder
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, ask, posts, responses, share, told
from tests.support.workspace import HIRING, RECRUITER


def let_leases_run_out(database: Database) -> None:
    """As if the time of a lease had passed since its holder died."""
    database.rows("update outbox set leased_until = 1 where leased_until > 0")


async def postponed(database: Database) -> None:
    """Wait until no share is in anybody's hands."""
    async with asyncio.timeout(LONGEST_WAIT):
        leased = "select 1 from outbox where leased_until > due_at"
        while await asyncio.to_thread(database.rows, leased):
            pass


@on_both
@over_http  # once acknowledged, the outbox knows no transport
async def test_a_share_that_slack_postponed_survives_a_kill(
    slack: LocalSlack, process: AppProcess, database: Database
) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, rate_limited(1))
    await share(slack, await ask(slack, "php"))
    await place.changed(lambda: responses(slack))
    await postponed(database)
    process.kill()
    assert await process.end() == -9
    assert posts(slack) == []
    await process.start()
    await place.changed(lambda: posts(slack))
    process.terminate()
    assert await process.end() == 0
    assert len(posts(slack)) == 1


@on_both
@over_http  # once acknowledged, the outbox knows no transport
async def test_a_share_killed_on_its_way_is_posted_after_a_restart(
    slack: LocalSlack, process: AppProcess, database: Database
) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, hanging(20))
    await share(slack, await ask(slack, "php"))
    process.kill()
    await process.end()
    assert posts(slack) == []
    place.faults.clear()
    let_leases_run_out(database)
    await process.start()
    await place.changed(lambda: posts(slack))
    process.terminate()
    assert await process.end() == 0
    assert len(posts(slack)) == 1


async def test_a_stop_answers_the_request_under_way_and_exits_with_0(
    slack: LocalSlack, process: AppProcess
) -> None:
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    place.faults.plan(RESPONSE_URL, hanging(0.5, done_first=True))
    option = "php-developer vs backend-developer stack"
    press = asyncio.create_task(slack.press(RECRUITER, private, "ask.switch", option=option))
    await place.changed(lambda: private.edits)
    process.terminate()
    ack = await press
    assert (ack.status, ack.problems) == (200, [])
    assert ack.seconds >= 0.5
    assert await process.end() == 0
    assert "Traceback" not in process.log


@over_http  # test_socket_mode.py reads what sockets log
async def test_the_log_holds_no_words_no_secrets_and_nothing_of_bolt(
    slack: LocalSlack, process: AppProcess
) -> None:
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    shown = {"type": "plain_text", "text": "Old"}
    old_button = {"type": "button", "text": shown, "action_id": "no.such", "value": "zanzibar"}
    old = place.post(HIRING, "old", [{"type": "actions", "elements": [old_button]}])
    await slack.press(RECRUITER, old, "no.such")
    run_sql(process.state_file, "drop table outbox")
    await share(slack, private)
    await ask(slack, "zeppelins over zanzibar for jane@acme.com")
    process.terminate()
    assert await process.end() == 0
    references = [code for text in told(slack) for code in re.findall(r"RoleFit: (\w{8})$", text)]
    assert references
    assert f"{references[-1]}: a block_actions failed: OperationalError" in process.log
    words = ("zanzibar", "One application", "jane")
    secrets = ("xoxb", "signing-secret", "/response/", "v0=")
    assert [word for word in (*words, *secrets, " slack_bolt") if word in process.log] == []


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "SLACK_BOT_TOKEN is not set; SLACK_SIGNING_SECRET is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is not set"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "ROLEFIT_STATE_URL": "my://pw"},
            "ROLEFIT_STATE_URL must look like sqlite:///file.db or postgresql://user@host/database",
        ),
    ],
    ids=["none", "one", "wrong"],
)  # fmt: skip
def test_wrong_settings_are_one_line_and_exit_with_2(
    tmp_path: Path, environment: dict[str, str], line: str
) -> None:
    done = run_serve(tmp_path, environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"rolefit: {line}\n"


def test_a_faulty_pack_is_one_line_and_exits_with_1(tmp_path: Path, pack: PackFolder) -> None:
    file = pack.write_text("faqs/new", "id: parking\n")
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "ROLEFIT_PORT": "0"}
    done = run_serve(tmp_path, environment | {"ROLEFIT_PACKS": str(pack.path)})
    assert done.returncode == 1
    assert done.stderr.startswith(f"rolefit: {file}:1:1: ")
    assert done.stderr.count("\n") == 1


def test_a_pack_with_a_fifo_is_one_line_and_exits_with_1(tmp_path: Path, pack: PackFolder) -> None:
    os.mkfifo(pack.path / "faqs/new.yaml")
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "ROLEFIT_PORT": "0"}
    done = run_serve(tmp_path, environment | {"ROLEFIT_PACKS": str(pack.path)})
    assert done.returncode == 1
    assert done.stderr.startswith(f"rolefit: {pack.path}/faqs/new.yaml:1:1: this is no regular")
    assert done.stderr.count("\n") == 1


def test_without_a_home_it_starts_all_the_same(tmp_path: Path, pack: PackFolder) -> None:
    """`~` is what a unit or an image says that means to say a home; it is as good as none."""
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "ROLEFIT_PORT": "0"}
    environment |= {"HOME": "~", "XDG_CACHE_HOME": "", "TMPDIR": str(tmp_path)}
    environment |= {"ROLEFIT_PACKS": str(pack.path)}
    done = run_serve(tmp_path, environment | {"ROLEFIT_STATE_URL": f"sqlite:///{tmp_path}"})
    assert done.returncode == 1
    assert done.stderr.startswith("rolefit: the state database cannot be used: ")
    assert done.stderr.count("\n") == 1
    assert {file.name for file in tmp_path.iterdir()} == {"pack", f"rolefit-{os.geteuid()}"}


def test_an_unusable_state_is_one_line_and_exits_with_1(tmp_path: Path, pack: PackFolder) -> None:
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "s",
        "ROLEFIT_STATE_URL": f"sqlite:///{tmp_path}",
        "ROLEFIT_PACKS": str(pack.path),
        "ROLEFIT_PORT": "0",
    }
    done = run_serve(tmp_path, environment)
    assert done.returncode == 1
    assert done.stderr.startswith("rolefit: the state database cannot be used: ")
    assert done.stderr.count("\n") == 1


@over_http
async def test_a_port_that_is_taken_is_one_line_and_exits_with_1(
    tmp_path: Path, pack: PackFolder, process: AppProcess, slack: LocalSlack
) -> None:
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": "s",
        "ROLEFIT_SLACK_API_URL": slack.api_url,
        "ROLEFIT_PACKS": str(pack.path),
        "ROLEFIT_PORT": slack.app_url.split(":")[2].split("/")[0],
    }
    done = await asyncio.to_thread(run_serve, tmp_path, environment)
    assert done.returncode == 1
    assert "cannot listen: " in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def run_serve(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`python -m bot serve` until it ends by itself."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=folder,
        env={"PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(folder / "cache"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
