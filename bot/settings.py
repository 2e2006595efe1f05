"""The only reader of the environment: process environment, then `.env`, then secret files."""

import os
import re
import secrets
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings.exceptions import SettingsError as SourceError

from bot.errors import SettingsError

ENV_FILE = Path(".env")
SECRETS = Path("/run/secrets")  # where containers find their secrets
NOT_SET = "is not set"  # of a setting that only this transport needs

# Kubernetes gives each process ROLEFIT_PORT=tcp://… where a Service is called "rolefit".
_OF_A_SERVICE = re.compile(r"(?:tcp|udp|sctp)://")
_QUOTES = ("'", '"')


class Settings(BaseSettings):
    """What an operator can set. Slack's own names are as Slack gives them, ours `ROLEFIT_*`."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8-sig",  # some editors write a byte order mark
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    transport: Literal["http", "socket"] = Field("http", alias="ROLEFIT_TRANSPORT")
    bot_token: SecretStr = Field(alias="SLACK_BOT_TOKEN", min_length=1)
    signing_secret: SecretStr = Field(
        SecretStr(""), alias="SLACK_SIGNING_SECRET", validate_default=True
    )
    app_token: SecretStr = Field(SecretStr(""), alias="SLACK_APP_TOKEN", validate_default=True)
    socket_connections: int = Field(1, alias="ROLEFIT_SOCKET_CONNECTIONS", ge=1, le=10)
    slack_api_url: str = Field(
        "https://slack.com/api/", alias="ROLEFIT_SLACK_API_URL", pattern=r"^https?://.+/$"
    )
    host: str = Field("127.0.0.1", alias="ROLEFIT_HOST", min_length=1)
    port: int = Field(3000, alias="ROLEFIT_PORT", ge=0, le=65535)
    state_url: str = Field(
        "sqlite:///rolefit-state.db",
        alias="ROLEFIT_STATE_URL",
        pattern=r"^(sqlite(\+aiosqlite)?:///|postgres(ql)?(\+(psycopg|psycopg2|asyncpg))?://)",
        repr=False,  # it may hold a password
    )
    packs: Annotated[tuple[Path, ...], NoDecode] = Field((), alias="ROLEFIT_PACKS")
    log_format: Literal["text", "json"] = Field("text", alias="ROLEFIT_LOG_FORMAT")
    drain_seconds: float = Field(5.0, alias="ROLEFIT_DRAIN_SECONDS", ge=0, le=600)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options as they are given; from everywhere else only what is meant."""
        outside = (env_settings, dotenv_settings, file_secret_settings)
        return init_settings, *(_Meant(settings_cls, source) for source in outside)

    @field_validator("signing_secret", "app_token")
    @classmethod
    def _require_for_transport(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if value.get_secret_value():
            return value
        needed = {"signing_secret": "http", "app_token": "socket"}[str(info.field_name)]
        if info.data.get("transport") == needed:
            raise ValueError(NOT_SET)
        return SecretStr(secrets.token_hex())  # nobody knows it, so it lets nobody in

    @field_validator("packs", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        from knowledge.packs.shipped import find_pack

        return tuple(find_pack(one) for one in value.split(os.pathsep) if one)


SETTINGS = tuple(str(field.alias) for field in Settings.model_fields.values())


class _Meant(PydanticBaseSettingsSource):
    """What a source holds without the white space and quotation marks around it; empty values
    are not set.
    """

    def __init__(
        self, settings_cls: type[BaseSettings], source: PydanticBaseSettingsSource
    ) -> None:
        super().__init__(settings_cls)
        self._source = source

    def __call__(self) -> dict[str, Any]:
        meant = {name: bare(value) for name, value in self._source().items() if value}
        if _OF_A_SERVICE.match(meant.get("ROLEFIT_PORT", "")):
            del meant["ROLEFIT_PORT"]
        return {name: value for name, value in meant.items() if value}

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return self._source.get_field_value(field, field_name)


def read_settings(**overrides: object) -> Settings:
    """The settings, with options of the command line over the environment (None: not given).

    `overrides` are named as the environment names them. Raises SettingsError with one line
    that names each missing or wrong setting and never shows a value.
    """
    given: dict[str, Any] = {name: value for name, value in overrides.items() if value is not None}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # of secret files that are passed over
            return Settings(**given, _secrets_dir=secret_folders())
    except ValidationError as error:
        faults = dict(map(_fault, error.errors(include_input=False)))
        raise SettingsError("; ".join(faults.values()), faults) from None
    except SourceError as error:  # whose text names the field, and whose cause what is wrong
        raise SettingsError(_unreadable(error.__cause__)) from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(_unreadable(error)) from None


def secret_folders() -> list[Path]:
    """Folders whose files are settings, each named as its setting; of two the later counts.

    Containers have theirs at one place, systemd says where (`LoadCredential=`).
    """
    return [folder for folder in named_secret_folders() if folder.is_dir()]


def named_secret_folders() -> list[Path]:
    """Where secret files are looked for, whether or not there is such a folder."""
    return [SECRETS, *map(Path, filter(None, [os.environ.get("CREDENTIALS_DIRECTORY")]))]


@dataclass(frozen=True, slots=True)
class Written:
    """What stands, as it was written, under a name in a place where settings are read."""

    name: str
    place: str
    value: str = field(repr=False)


def written_settings() -> list[Written]:
    """Every value whose name is a setting's, or begins as one, those that count first.

    A place that cannot be read is left out: `read_settings` tells of it.
    """
    found = [Written(name.upper(), "the environment", text) for name, text in os.environ.items()]
    with suppress(OSError, UnicodeDecodeError):
        found += [
            Written(name.upper(), str(ENV_FILE), text or "")
            for name, text in DotEnvSettingsSource(Settings).env_vars.items()
        ]
    for folder in reversed(secret_folders()):
        found += _written_in(folder)
    return [written for written in found if written.name.startswith(("SLACK_", "ROLEFIT_"))]


def _written_in(folder: Path) -> Iterator[Written]:
    with suppress(OSError):
        for file in sorted(folder.iterdir()):
            if file.name.upper() in SETTINGS:
                with suppress(OSError, UnicodeDecodeError):
                    yield Written(file.name.upper(), str(folder), file.read_text("utf-8"))


def bare(value: str) -> str:
    """A value without white space and one pair of quotation marks around it, which some tools
    take for part of it.
    """
    value = value.strip()
    quoted = len(value) >= 2 and value[0] in _QUOTES and value[0] == value[-1]
    return value[1:-1].strip() if quoted else value


def _unreadable(error: BaseException | None) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} cannot be read: {error.strerror}"
    if isinstance(error, Warning):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return f"{ENV_FILE} or a secret file is not UTF-8: save it as UTF-8"
    return "a secret file cannot be read: is it a link to nothing?"


def provide_home() -> None:
    """Name a home for whoever has none: one that nobody can write to, root neither."""
    os.environ["HOME"] = os.devnull


def _fault(detail: object) -> tuple[str, str]:
    """The name of a setting, and a line about what is wrong with it."""
    assert isinstance(detail, dict)
    name = detail["loc"][0]
    if name in Settings.model_fields:  # a default's fault is told under the field's name
        name = Settings.model_fields[name].alias
    if detail["type"] == "missing" or detail["msg"].endswith(NOT_SET):
        return name, f"{name} is not set"
    if name == "ROLEFIT_STATE_URL":
        return name, f"{name} must look like sqlite:///file.db or postgresql://user@host/database"
    if name == "ROLEFIT_SLACK_API_URL":
        return name, f"{name} must be an http(s) address that ends in /"
    return name, f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
