"""Drafts: of several presses on one form the newest stays, whoever takes it and whenever."""

import asyncio

from bot.state.drafts import Draft, read_draft, save_draft
from bot.state.engine import State, open_state
from tests.support.databases import Database

NOW = 1_800_000_000.0


async def press(state: State, given_at: float, form: str = "V1", *, sent: bool = False) -> None:
    """Answer one more question of a form, at a moment that the answer names, too."""
    draft = Draft("q", {"seats": f"{given_at - NOW:g}"})
    await save_draft(state, "T1", "U1", form, draft, given_at, sent=sent)


async def kept(state: State, form: str | None = None) -> str:
    return (await read_draft(state, "T1", "U1", form)).answers["seats"]


async def test_an_older_press_that_comes_late_changes_nothing(state: State) -> None:
    await press(state, NOW + 2)
    await press(state, NOW + 1)
    assert await kept(state) == "2"
    await press(state, NOW + 2.5)
    assert await kept(state) == "2.5"


async def test_presses_that_two_processes_take_at_once_end_with_the_newest(
    state: State, database: Database
) -> None:
    other = await open_state(database.url)
    for number in range(0, 40, 4):
        presses = [press(each, NOW + number + n) for n, each in enumerate([other, state] * 2)]
        await asyncio.gather(*reversed(presses))
        assert await kept(state) == f"{number + 3}"
    await other.close()


async def test_a_form_that_is_sent_stays_whatever_clocks_say_and_hinders_no_press(
    state: State,
) -> None:
    await press(state, NOW + 2)
    await press(state, NOW - 60, sent=True)
    assert await kept(state) == "-60"
    await press(state, NOW + 3600, sent=True)
    await press(state, NOW + 2.5)
    assert await kept(state) == "2.5"


async def test_another_form_begins_anew_and_keeps_the_answers_before(state: State) -> None:
    await press(state, NOW + 2)
    await press(state, NOW + 1, "V2")
    assert await kept(state) == "1"
    assert await kept(state, "V2") == "2"
