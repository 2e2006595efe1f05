"""A pack edited under a running server."""

import asyncio
import os
from collections.abc import Callable

import pytest

from localslack.models import Message
from localslack.slack import LocalSlack
from tests.support.app import AppProcess, AppUnderTest, over_http
from tests.support.config_map import ConfigMapVolume, files_below
from tests.support.packs import PackFolder
from tests.support.slack import LONGEST_WAIT, ask
from tests.support.small_pack import FAQS

QUESTION = "do we offer a trial week"
PARKING = FAQS[-1] | {
    "id": "parking",
    "title": "Is there parking?",
    "label": "Parking",
    "also_asked": ["car park", "garage", "where to leave a car"],
}


async def ask_until(slack: LocalSlack, text: str, right: Callable[[Message], bool]) -> Message:
    """Go on asking until the answer is right."""
    async with asyncio.timeout(LONGEST_WAIT):
        while not right(message := await ask(slack, text)):
            slack.workspace.messages.clear()
    return message


async def test_an_edit_is_answered_without_a_restart(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    await ask(slack, QUESTION)
    pack.edit_faq("trial-week", text="Two weeks, paid.")
    await ask_until(slack, QUESTION, lambda message: "Two weeks, paid." in message.text)


async def test_a_new_file_is_answered_without_a_restart(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    pack.write("faqs/new", PARKING)
    await ask_until(slack, "parking", lambda message: message.text.startswith("Is there parking?"))


async def test_a_broken_pack_changes_nothing_and_is_logged_with_its_place(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    pack: PackFolder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = (await ask(slack, QUESTION)).text
    file = pack.write_text("faqs/new", "id: parking\n\ttitle: Is there parking?\n")
    async with asyncio.timeout(LONGEST_WAIT):
        while f"{file}:2:1: " not in caplog.text:
            assert (await ask(slack, QUESTION)).text == before
    file.unlink()
    pack.edit_faq("trial-week", text="Two weeks, paid.")
    await ask_until(slack, QUESTION, lambda message: "Two weeks, paid." in message.text)
    assert caplog.text.count(f"{file}:2:1: ") == 1


async def test_a_pack_that_is_gone_for_a_moment_changes_nothing(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    pack: PackFolder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    before = (await ask(slack, QUESTION)).text
    away = pack.path.with_name("away")
    pack.path.rename(away)
    async with asyncio.timeout(LONGEST_WAIT):
        while "no pack folder: No such file or directory" not in caplog.text:
            assert (await ask(slack, QUESTION)).text == before
        away.rename(pack.path)
        while "answering from the pack as it is now" not in caplog.text:
            assert (await ask(slack, QUESTION)).text == before
    assert caplog.text.count("no pack folder") == 1
    pack.edit_faq("trial-week", text="Two weeks, paid.")
    await ask_until(slack, QUESTION, lambda message: "Two weeks, paid." in message.text)


@over_http  # what reads packs knows no transport
async def test_a_fifo_in_a_pack_hinders_neither_answers_nor_the_stop(
    slack: LocalSlack, process: AppProcess, pack: PackFolder
) -> None:
    os.mkfifo(pack.path / "faqs/new.yaml")
    await process.logged("faqs/new.yaml:1:1: this is no regular file")
    assert "trial week" in (await ask(slack, QUESTION)).text
    (pack.path / "faqs/new.yaml").unlink()
    await process.logged("answering from the pack as it is now")
    os.mkfifo(pack.path / "faqs/newer.yaml")
    await process.logged("faqs/newer.yaml:1:1: this is no regular file")
    process.terminate()
    assert await process.end() == 0
    assert process.log.count("this is no regular file") == 2


async def test_a_config_map_is_followed_without_an_error(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    pack: PackFolder,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    files = files_below(pack.path)
    volume = ConfigMapVolume(pack.path.with_name("mounted"), files | {"topics.yml": b"[]"})
    await rolefit.restart([volume.path])
    await ask(slack, QUESTION)
    pack.edit_faq("trial-week", text="Two weeks, paid.")
    await asyncio.to_thread(lambda: [*volume.update(files_below(pack.path))])
    await ask_until(slack, QUESTION, lambda message: "Two weeks, paid." in message.text)
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_two_packs_answer_as_one(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    own = PackFolder(pack.path.with_name("own"))
    own.write("faqs/own", PARKING)
    await rolefit.restart([pack.path, own.path])
    assert (await ask(slack, "is there parking")).text.startswith("Is there parking?")
    assert (await ask(slack, "php vs backend")).text.startswith("PHP developer vs Backend")
