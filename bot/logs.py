"""Log lines for an operator: what happened and what to do, never an address, a body, a token or
a person's words, and never the same line without end.
"""

import logging
import logging.config
import sys
import threading
import time

from bot.settings import Settings

OURS = ("bot", "knowledge", "__main__")
MOST_ALIKE = 10  # lines of one kind
WINDOW_SECONDS = 60.0  # in so long


class Confidential(logging.Filter):
    """Of a library's record keeps where it comes from and its exception's type: its text may
    hold a payload, an address or a secret.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record that is not ours; every record passes."""
        if record.name.partition(".")[0] not in OURS:
            error = record.exc_info[0] if record.exc_info else None
            record.msg = "fault in %s: %s"
            record.args = (record.funcName, getattr(error, "__name__", "-"))
            record.exc_info = record.exc_text = record.stack_info = None
        return True


class RateLimit(logging.Filter):
    """Lets MOST_ALIKE lines of a kind through in WINDOW_SECONDS; the next one says how many
    more there were. Lines are alike if they come from one place and have one template, whatever
    they fill in.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str, int, str], tuple[float, int]] = {}  # since when, how many

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        kind = (record.name, record.pathname, record.lineno, str(record.msg))
        now = time.monotonic()
        with self._lock:
            since, count = self._seen.get(kind, (now, 0))
            left_out = 0
            if now - since > WINDOW_SECONDS:
                left_out = max(0, count - MOST_ALIKE)
                since, count = now, 0
            self._seen[kind] = since, count + 1
        if left_out:
            record.msg = f"{record.msg} (and {left_out} more like it before)"
        return count < MOST_ALIKE


def configure_logging(settings: Settings) -> None:
    """Log lines to stderr, as text or as JSON."""
    formatter = {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    }[settings.log_format]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "filters": {"confidential": {"()": Confidential}, "limit": {"()": RateLimit}},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "stream": sys.stderr,
                    "formatter": "line",
                    "filters": ["confidential", "limit"],
                }
            },
            "root": {"level": "INFO", "handlers": ["stderr"]},
            "loggers": {name: {"level": "ERROR"} for name in ("slack_bolt", "slack_sdk")}
            | {"alembic": {"level": "WARNING"}},
        }
    )
