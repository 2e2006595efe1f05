"""The only reader of the environment: process environment, then `.env`, then `/run/secrets`."""

import os
import secrets
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

SECRETS = Path("/run/secrets")
NOT_SET = "is not set"  # of a setting that only this transport needs


class Settings(BaseSettings):
    """What an operator can set. Slack's own names are as Slack gives them, ours `ROLEFIT_*`."""

    model_config = SettingsConfigDict(
        env_file=".env",
        secrets_dir=SECRETS if SECRETS.is_dir() else None,
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
        pattern=r"^sqlite(\+aiosqlite)?:///",
    )
    packs: Annotated[tuple[Path, ...], NoDecode] = Field((), alias="ROLEFIT_PACKS")
    log_format: Literal["text", "json"] = Field("text", alias="ROLEFIT_LOG_FORMAT")

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
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value


def read_settings(**overrides: object) -> Settings:
    """The settings, with options of the command line over the environment (None: not given).

    `overrides` are named as the environment names them. Raises SettingsError with one line
    that names each missing or wrong setting and never shows a value.
    """
    given: dict[str, Any] = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("; ".join(map(_fault, error.errors(include_input=False)))) from None


def provide_home() -> None:
    """Name a home for whoever has none: one that nobody can write to, root neither."""
    os.environ["HOME"] = os.devnull  # noqa: TID251


def _fault(detail: object) -> str:
    assert isinstance(detail, dict)
    name = detail["loc"][0]
    if name in Settings.model_fields:  # a default's fault is told under the field's name
        name = Settings.model_fields[name].alias
    if detail["type"] == "missing" or detail["msg"].endswith(NOT_SET):
        return f"{name} is not set"
    if name == "ROLEFIT_STATE_URL":
        return f"{name} must look like sqlite:///file.db"
    if name == "ROLEFIT_SLACK_API_URL":
        return f"{name} must be an http(s) address that ends in /"
    return f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"
