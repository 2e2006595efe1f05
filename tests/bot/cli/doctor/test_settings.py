"""`rolefit doctor` on settings and secret files that are not what they were meant to be."""

import os
from pathlib import Path

import pytest

from tests.support.doctor import SIGNING_SECRET, Doctor
from tests.support.slack import BOT_TOKEN

# Settings


async def test_no_token(doctor: Doctor) -> None:
    doctor.set(SLACK_BOT_TOKEN=None)
    await doctor.examine()
    assert doctor.only_fault() == (
        "settings: SLACK_BOT_TOKEN is not set. Copy the Bot User OAuth Token (xoxb-…): "
        "api.slack.com/apps, your app, OAuth & Permissions."
    )
    assert doctor.said("not checked") == [
        "bot token: SLACK_BOT_TOKEN is not set.",
        "scopes: they come with a bot token that Slack accepts.",
    ]


async def test_nothing_is_set(doctor: Doctor) -> None:
    doctor.set(SLACK_BOT_TOKEN=None, SLACK_SIGNING_SECRET=None)
    await doctor.examine()
    assert [line.partition(". ")[0] for line in doctor.said("fault")] == [
        "settings: SLACK_BOT_TOKEN is not set",
        "settings: SLACK_SIGNING_SECRET is not set",
    ]
    assert doctor.said("ok", "pack")


async def test_wrong_settings_are_all_named_and_the_rest_is_checked(doctor: Doctor) -> None:
    doctor.set(
        ROLEFIT_TRANSPORT="carrier pigeon",
        ROLEFIT_PORT="seventy",
        ROLEFIT_STATE_URL="mysql://somebody:hunter2@db",
        ROLEFIT_SLACK_API_URL="ftp://slack.com",
    )
    out = await doctor.examine()
    assert [line.split()[1].rstrip(":") for line in doctor.said("fault")] == [
        "ROLEFIT_TRANSPORT", "ROLEFIT_SLACK_API_URL", "ROLEFIT_PORT", "ROLEFIT_STATE_URL",
    ]  # fmt: skip
    assert doctor.said("not checked") == [
        "Slack's API: ROLEFIT_SLACK_API_URL is wrong.",
        "state: ROLEFIT_STATE_URL is wrong.",
        "listen address: ROLEFIT_PORT is wrong.",
    ]
    assert doctor.said("ok", "pack")
    assert [word for word in ("pigeon", "seventy", "hunter2", "ftp") if word in out] == []


async def test_a_wrong_transport_leaves_out_what_depends_on_it(doctor: Doctor) -> None:
    doctor.set(ROLEFIT_TRANSPORT="pigeon", SLACK_SIGNING_SECRET=None)
    await doctor.examine()
    assert doctor.only_fault().startswith("settings: ROLEFIT_TRANSPORT: ")
    assert {"signing secret", "app token"} & {check["name"] for check in doctor.checks} == set()
    assert doctor.said("ok", "bot token")


async def test_a_token_with_quotation_marks(doctor: Doctor) -> None:
    doctor.set(SLACK_BOT_TOKEN=f'"{BOT_TOKEN}"')
    await doctor.examine()
    assert doctor.said("fault") == []
    assert doctor.said("warning", "settings") == [
        "settings: SLACK_BOT_TOKEN has quotation marks around it in the environment. RoleFit "
        "reads it without, other programs may not: write the bare value."
    ]
    assert doctor.said("ok", "bot token")


async def test_a_secret_with_a_line_break(doctor: Doctor) -> None:
    doctor.set(SLACK_SIGNING_SECRET=f"{SIGNING_SECRET}\n")
    await doctor.examine()
    [told] = doctor.said("warning", "settings")
    assert told.startswith("settings: SLACK_SIGNING_SECRET has white space around it")
    assert doctor.said("ok", "signing secret")


async def test_a_setting_that_is_written_in_two_places(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-the-new-one\n")
    await doctor.examine()
    assert doctor.said("warning", "settings") == [
        "settings: SLACK_BOT_TOKEN stands in the environment and, with another value, in .env: "
        "the environment counts. Remove the one that is out of date."
    ]


async def test_a_variable_that_is_misspelt(doctor: Doctor) -> None:
    doctor.set(ROLEFIT_PACKS=None, ROLEFIT_PACK="somewhere", ROLEFIT_SERVICE_HOST="10.0.0.1")
    await doctor.examine()
    assert doctor.said("warning", "settings") == [
        "settings: ROLEFIT_PACK in the environment is no setting. Is ROLEFIT_PACKS meant? "
        "Rename it."
    ]


async def test_an_env_file_that_cannot_be_read(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("SLACK_BOT_TOKEN=xoxb-1".encode("utf-16"))
    await doctor.examine()
    assert doctor.only_fault() == (
        "settings: .env or a secret file is not UTF-8: save it as UTF-8."
    )
    assert doctor.said("not checked") == ["everything else: the settings cannot be read."]


# The secrets folder


@pytest.fixture
def folder(doctor: Doctor, tmp_path: Path) -> Path:
    """The settings of Slack as files, as systemd gives them."""
    folder = tmp_path / "credentials"
    folder.mkdir()
    for name, value in (("SLACK_BOT_TOKEN", BOT_TOKEN), ("SLACK_SIGNING_SECRET", SIGNING_SECRET)):
        (folder / name).write_text(f"{value}\n")
        (folder / name).chmod(0o400)
        doctor.set(**{name: None})
    doctor.set(CREDENTIALS_DIRECTORY=folder)
    return folder


async def test_a_folder_of_secrets(doctor: Doctor, folder: Path) -> None:
    await doctor.examine()
    assert doctor.said("fault") == doctor.said("warning", "settings") == []
    assert doctor.said("ok", "secrets folder") == [
        f"secrets folder: {folder} has SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET."
    ]
    assert str(folder) in doctor.said("ok", "settings")[0]


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKN", "slack-bot-token", "SLACK_BOT_TOKEN.txt"])
async def test_a_secret_file_that_is_misspelt(doctor: Doctor, folder: Path, name: str) -> None:
    (folder / "SLACK_BOT_TOKEN").rename(folder / name)
    await doctor.examine()
    assert doctor.said("warning", "secrets folder") == [
        f"secrets folder: {folder / name} is no setting. Is SLACK_BOT_TOKEN meant? Rename the file."
    ]
    assert doctor.only_fault().startswith("settings: SLACK_BOT_TOKEN is not set. ")


async def test_a_secret_file_of_another_program_is_left_alone(doctor: Doctor, folder: Path) -> None:
    for name in ("db_password", ".hidden", "TLS_KEY"):
        (folder / name).write_text("hunter2")
    out = await doctor.examine()
    assert doctor.said("warning", "secrets folder") == []
    assert [word for word in ("hunter2", "db_password") if word in out] == []


async def test_a_secret_file_that_everybody_can_read(doctor: Doctor, folder: Path) -> None:
    (folder / "SLACK_BOT_TOKEN").chmod(0o444)
    await doctor.examine()
    assert doctor.said("warning", "secrets folder") == [
        f"secrets folder: every user of this machine can read SLACK_BOT_TOKEN in {folder}. "
        "Give the files mode 0400, and the user that serves as their owner."
    ]


async def test_a_folder_that_nobody_else_can_enter(doctor: Doctor, folder: Path) -> None:
    os.chmod(folder / "SLACK_BOT_TOKEN", 0o444)
    os.chmod(folder, 0o700)
    await doctor.examine()
    assert doctor.said("warning", "secrets folder") == []


async def test_a_secret_file_that_is_gone(doctor: Doctor, folder: Path) -> None:
    (folder / "SLACK_BOT_TOKEN").unlink()
    (folder / "SLACK_BOT_TOKEN").symlink_to("..data/SLACK_BOT_TOKEN")
    await doctor.examine()
    told = "SLACK_BOT_TOKEN is a link to nothing. Put the file itself there."
    assert doctor.only_fault().endswith(told)


async def test_a_secret_file_that_lies_elsewhere(doctor: Doctor, folder: Path) -> None:
    (folder / "SLACK_BOT_TOKEN").rename(folder.parent / "token")
    (folder / "SLACK_BOT_TOKEN").symlink_to(folder.parent / "token")
    await doctor.examine()
    assert "is a link out of its folder" in doctor.only_fault()
    assert doctor.said("not checked") == [
        "settings: first mend the secrets folder.",
        "everything else: the settings cannot be read.",
    ]


async def test_secret_files_as_kubernetes_gives_them(doctor: Doctor, folder: Path) -> None:
    (folder / "..data").mkdir()
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        (folder / name).rename(folder / "..data" / name)
        (folder / name).symlink_to(Path("..data") / name)
    await doctor.examine()
    assert doctor.said("fault") == []
    assert len(doctor.said("ok", "secrets folder")) == 1


async def test_a_secret_file_that_is_a_folder(doctor: Doctor, folder: Path) -> None:
    (folder / "SLACK_BOT_TOKEN").unlink()
    (folder / "SLACK_BOT_TOKEN").mkdir()
    await doctor.examine()
    [told] = doctor.said("fault", "secrets folder")
    assert told.startswith(f"secrets folder: {folder / 'SLACK_BOT_TOKEN'} is a folder. ")


async def test_a_secrets_folder_that_is_not_there(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    doctor.set(CREDENTIALS_DIRECTORY=tmp_path / "file" / "below")
    await doctor.examine()
    [told] = doctor.said("warning", "secrets folder")
    assert told.startswith("secrets folder: CREDENTIALS_DIRECTORY names ")
