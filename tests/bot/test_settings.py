"""Settings: from options, the environment and `.env`; faults in one line that shows no value."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, read_settings

NEEDED = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3cret"}


@pytest.fixture
def needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)


def fault(**overrides: object) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(**overrides)
    return str(caught.value)


def test_what_is_missing_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault() == "SLACK_BOT_TOKEN is not set; SLACK_SIGNING_SECRET is not set"
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert fault() == "SLACK_SIGNING_SECRET is not set"


def test_socket_mode_needs_the_app_token_in_place_of_the_signing_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROLEFIT_TRANSPORT", "socket")
    assert fault() == "SLACK_BOT_TOKEN is not set; SLACK_APP_TOKEN is not set"
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "")
    assert fault() == "SLACK_APP_TOKEN is not set"
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    first, second = read_settings(), read_settings()
    assert first.app_token.get_secret_value() == "xapp-1"
    assert first.signing_secret != second.signing_secret
    assert "xapp-1" not in repr(first)


@pytest.mark.usefixtures("needed")
def test_defaults() -> None:
    settings = read_settings()
    assert settings.bot_token.get_secret_value() == "xoxb-1"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert (settings.transport, settings.socket_connections) == ("http", 1)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.state_url == "sqlite:///rolefit-state.db"
    assert settings.packs == ()


@pytest.mark.usefixtures("needed")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROLEFIT_PORT", "hunter2"),
        ("ROLEFIT_PORT", "70000"),
        ("ROLEFIT_PORT", "-1"),
        ("ROLEFIT_TRANSPORT", "hunter2"),
        ("ROLEFIT_SOCKET_CONNECTIONS", "0"),
        ("ROLEFIT_SOCKET_CONNECTIONS", "11"),
        ("ROLEFIT_SOCKET_CONNECTIONS", "hunter2"),
        ("ROLEFIT_STATE_URL", "mysql://root:hunter2@db/x"),
        ("ROLEFIT_STATE_URL", "hunter2"),
        ("ROLEFIT_SLACK_API_URL", "ftp://hunter2/"),
        ("ROLEFIT_SLACK_API_URL", "https://hunter2"),
        ("ROLEFIT_LOG_FORMAT", "hunter2"),
        ("ROLEFIT_DRAIN_SECONDS", "-1"),
        ("ROLEFIT_DRAIN_SECONDS", "hunter2"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    line = fault()
    assert line.startswith(name)
    assert "\n" not in line
    assert "hunter2" not in line
    assert "xoxb" not in line
    assert not value.strip("-") or value not in line


@pytest.mark.usefixtures("needed")
def test_an_env_file_is_read_and_the_environment_counts_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "ROLEFIT_PORT=4000\nROLEFIT_HOST=0.0.0.0\nSLACK_BOT_TOKEN=xoxb-file\nOTHER=1\n"
    )
    monkeypatch.setenv("ROLEFIT_PORT", "5000")
    settings = read_settings()
    assert (settings.host, settings.port) == ("0.0.0.0", 5000)
    assert settings.bot_token.get_secret_value() == "xoxb-1"


@pytest.mark.usefixtures("needed")
@pytest.mark.parametrize("empty", ["", " ", "\n", '""', "' '"])
def test_empty_is_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty: str) -> None:
    (tmp_path / ".env").write_text("ROLEFIT_PORT=4000\nROLEFIT_HOST\n")
    for field in Settings.model_fields.values():
        if field.alias not in NEEDED:
            monkeypatch.setenv(str(field.alias), empty)
    settings = read_settings()
    assert (settings.port, settings.host) == (4000, "127.0.0.1")
    assert (settings.transport, settings.socket_connections, settings.packs) == ("http", 1, ())
    assert (settings.state_url, settings.drain_seconds) == ("sqlite:///rolefit-state.db", 5.0)
    for name in NEEDED:
        monkeypatch.setenv(name, empty)
    assert fault() == "SLACK_BOT_TOKEN is not set; SLACK_SIGNING_SECRET is not set"


@pytest.mark.parametrize("around", ["{}", " {}\n", "{}\r\n", '"{}"', "'{}'", ' " {}\t"\n'])
def test_white_space_and_quotes_around_a_value_do_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, around: str
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", around.format("xoxb-1"))
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "SLACK_SIGNING_SECRET").write_text(around.format("s3'cret"))
    settings = read_settings()
    assert settings.bot_token.get_secret_value() == "xoxb-1"
    assert settings.signing_secret.get_secret_value() == "s3'cret"


@pytest.mark.usefixtures("needed")
@pytest.mark.parametrize("address", ["tcp://10.0.48.109:80", "udp://10.0.48.109:53"])
def test_what_kubernetes_says_of_a_service_of_our_name_is_no_port(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("ROLEFIT_PORT", address)
    assert read_settings().port == 3000
    (tmp_path / ".env").write_text("ROLEFIT_PORT=4000\n")
    assert read_settings().port == 4000


@pytest.mark.usefixtures("needed")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_env_file_may_have_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_text("ROLEFIT_PORT=4000\n", encoding=encoding)
    assert read_settings().port == 4000


@pytest.mark.usefixtures("needed")
def test_a_file_that_cannot_be_read_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("ROLEFIT_PORT=4000\n", encoding="utf-16")
    assert fault() == ".env or a secret file is not UTF-8: save it as UTF-8"
    (tmp_path / ".env").unlink()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    secret = tmp_path / "SLACK_APP_TOKEN"
    secret.write_bytes(b"\xff\xfe\x00")
    assert fault() == ".env or a secret file is not UTF-8: save it as UTF-8"
    secret.unlink()
    secret.symlink_to("nothing")
    assert fault() == "a secret file cannot be read: is it a link to nothing?"
    secret.unlink()
    secret.mkdir()
    assert "SLACK_APP_TOKEN" in fault()
    assert "\n" not in fault()


def test_a_secrets_folder_counts_less_than_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "SLACK_BOT_TOKEN").write_text("xoxb-file")
    (tmp_path / "slack_signing_secret").write_text("s3cret")
    assert read_settings().bot_token.get_secret_value() == "xoxb-file"
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-environment")
    assert read_settings().bot_token.get_secret_value() == "xoxb-environment"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "none"))
    assert fault() == "SLACK_SIGNING_SECRET is not set"


@pytest.mark.usefixtures("needed")
def test_options_count_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEFIT_PORT", "5000")
    assert read_settings(ROLEFIT_PORT=6000).port == 6000
    assert read_settings(ROLEFIT_PORT=None).port == 5000


@pytest.mark.usefixtures("needed")
@pytest.mark.parametrize(
    ("value", "packs"),
    [("", ()), ("a", ("a",)), ("a:/b/c", ("a", "/b/c")), (":a::", ("a",)), ("[1]", ("[1]",))],
)
def test_packs_are_a_list(
    monkeypatch: pytest.MonkeyPatch, value: str, packs: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ROLEFIT_PACKS", value)
    assert read_settings().packs == tuple(map(Path, packs))


@pytest.mark.usefixtures("needed")
def test_settings_show_no_secret() -> None:
    settings = read_settings()
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert "xoxb-1" not in shown
        assert "s3cret" not in shown


def test_every_setting_is_slacks_or_ours() -> None:
    for field in Settings.model_fields.values():
        assert str(field.alias).startswith(("SLACK_", "ROLEFIT_"))
