"""A pack as `rolefit packs new` writes it, served to a workspace."""

import json
from pathlib import Path

import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.workspace import HIRING, RECRUITER

pytestmark = [pytest.mark.usefixtures("rolefit"), over_http]


@pytest.fixture
def pack(run: CommandLine, tmp_path: Path) -> PackFolder:
    """The new one."""
    folder = tmp_path / "my-pack"
    assert run("packs", "new", folder).code == 0
    return PackFolder(folder)


async def test_each_answer_names_the_example_as_its_source(slack: LocalSlack) -> None:
    for text in ("support engineer vs sre", "sre", "who is on call at night"):
        ack = await slack.command(RECRUITER, HIRING, text)
        assert "Your own handbook (an example to replace)" in ack.body.decode()


async def test_the_form_opens_at_its_first_step(slack: LocalSlack) -> None:
    ack = await slack.command(RECRUITER, HIRING, "")
    assert (ack.status, ack.body) == (200, b"")
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    shown = json.dumps(view.blocks)
    assert "Step 1 of 2: The work." in shown
    assert "Which problems should this hire solve?" in shown


async def test_a_change_is_served(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    file = pack.path / "faqs/support-and-reliability.yaml"
    file.write_text(file.read_text().replace("the monitoring calls them", "a bell calls them"))
    await rolefit.restart()
    ack = await slack.command(RECRUITER, HIRING, "who is on call at night")
    assert "a bell calls them" in ack.body.decode()
