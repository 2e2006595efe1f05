"""The state's threads: what is urgent goes first, and all that is handed over is done."""

from functools import partial
from threading import Event

import pytest

from bot.state.workers import Workers


def test_what_is_urgent_goes_first_and_all_else_in_turn() -> None:
    workers, go, done = Workers(1, "test"), Event(), list[str]()
    workers.submit(go.wait)
    for name in ("first", "second"):
        workers.submit(partial(done.append, name))
    for name in ("urgent", "urgent too"):
        workers.submit(partial(done.append, name), urgent=True)
    go.set()
    workers.close()
    assert done == ["urgent", "urgent too", "first", "second"]


def test_what_fails_is_told_and_hinders_nothing() -> None:
    workers = Workers(1, "test")
    failed = workers.submit(lambda: 1 / 0)
    done = workers.submit(lambda: "done")
    with pytest.raises(ZeroDivisionError):
        failed.result()
    assert done.result() == "done"
    workers.close()


def test_what_is_cancelled_before_it_begins_is_not_done() -> None:
    workers, go, done = Workers(1, "test"), Event(), list[str]()
    workers.submit(go.wait)
    assert workers.submit(lambda: done.append("no")).cancel()
    go.set()
    workers.close()
    assert done == []
