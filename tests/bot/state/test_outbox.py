"""The outbox on real databases."""

import asyncio
from dataclasses import replace
from math import inf

import pytest

from bot.state import outbox
from bot.state.engine import State, open_state
from bot.state.expiry import DAY, delete_expired
from bot.state.outbox import APART_SECONDS, LEASE_SECONDS, OutboxMessage
from bot.state.privacy import delete_data
from tests.support.databases import Database

NOW = 1_800_000_000.0
MESSAGE = OutboxMessage(
    id="C1:1.0:U1:abc",
    workspace="T1",
    channel="C1",
    person="U1",
    message={"text": "héllo 😀", "blocks": [{"type": "divider"}]},
    response_url="https://hooks.example/1",
    response_url_until=NOW + 1800,
    afterwards={"text": "shared", "blocks": []},
)


def named(number: int) -> OutboxMessage:
    return replace(MESSAGE, id=f"press-{number}")


async def claimed(state: State, now: float, limit: int = 10) -> list[str]:
    return [message.id for message in await outbox.claim(state, now, limit)]


async def test_what_is_claimed_is_what_was_added(state: State) -> None:
    assert await outbox.add(state, MESSAGE, NOW)
    [found] = await outbox.claim(state, NOW)
    assert found == replace(MESSAGE, attempts=1, created_at=NOW)


async def test_adding_twice_adds_once(state: State) -> None:
    results = await asyncio.gather(*(outbox.add(state, MESSAGE, NOW) for _ in range(5)))
    assert sorted(results) == [False] * 4 + [True]
    assert len(await outbox.claim(state, NOW)) == 1


async def test_what_was_posted_cannot_be_added_again_for_a_day(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    await outbox.finish(state, MESSAGE.id, NOW)
    assert not await outbox.add(state, MESSAGE, NOW + 1)
    await delete_expired(state, NOW + DAY - 1)
    assert await claimed(state, NOW + DAY - 1) == []
    assert not await outbox.add(state, MESSAGE, NOW + DAY - 1)
    await delete_expired(state, NOW + DAY + 1)
    assert await outbox.add(state, MESSAGE, NOW + DAY + 1)


async def test_a_claimed_message_is_nobody_elses_until_its_lease_runs_out(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    assert await claimed(state, NOW) == [MESSAGE.id]
    assert await claimed(state, NOW + LEASE_SECONDS - 0.1) == []
    [again] = await outbox.claim(state, NOW + LEASE_SECONDS + 0.1)
    assert again.attempts == 2


@pytest.mark.parametrize("apart", [0.5, 1.0, APART_SECONDS])
async def test_who_looked_at_the_clock_before_and_comes_after_does_not_claim_it_too(
    state: State, apart: float
) -> None:
    await outbox.add(state, MESSAGE, NOW)
    assert await claimed(state, NOW + apart) == [MESSAGE.id]
    assert await claimed(state, NOW) == []
    assert await outbox.next_due(state, NOW) == LEASE_SECONDS + apart


async def test_two_claimers_never_get_the_same_message(database: Database) -> None:
    states = [await open_state(database.url) for _ in range(3)]
    for number in range(40):
        await outbox.add(states[0], named(number), NOW)

    async def claim_all(state: State) -> list[str]:
        mine: list[str] = []
        while found := await claimed(state, NOW, 3):
            mine += found
        return mine

    shares = await asyncio.gather(*map(claim_all, states))
    for state in states:
        await state.close()
    got = [name for share in shares for name in share]
    assert sorted(got) == sorted(named(number).id for number in range(40))


async def test_those_that_came_first_go_first_and_the_limit_holds(state: State) -> None:
    for number, seconds in enumerate((30, 10, 20)):
        await outbox.add(state, named(number), NOW + seconds)
    assert set(await claimed(state, NOW + 100, 2)) == {"press-1", "press-2"}
    assert await claimed(state, NOW + 100) == ["press-0"]


async def test_a_postponed_message_is_free_when_it_is_due(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    await outbox.postpone(state, MESSAGE.id, NOW, 3)
    assert await claimed(state, NOW + 2.9) == []
    [found] = await outbox.claim(state, NOW + 3)
    assert (found.attempts, found.response_url) == (2, MESSAGE.response_url)


@pytest.mark.parametrize("back", [LEASE_SECONDS + APART_SECONDS + 1, 7200, 86400 * 365])
@pytest.mark.parametrize("was", ["added", "leased", "postponed"])
async def test_a_clock_that_is_set_back_makes_nothing_wait(
    state: State, back: float, was: str
) -> None:
    await outbox.add(state, MESSAGE, NOW)
    if was != "added":
        await outbox.claim(state, NOW)
    if was == "postponed":
        await outbox.postpone(state, MESSAGE.id, NOW, 60)
    back += LEASE_SECONDS if was == "leased" else 0  # it counts until its holder is done
    assert await outbox.next_due(state, NOW - back) == 0
    assert await claimed(state, NOW - back) == [MESSAGE.id]


@pytest.mark.parametrize("damage", ["{cut", "[]", "null", "\x01"])
@pytest.mark.parametrize("column", ["message", "afterwards"])
async def test_what_cannot_be_read_is_set_aside_and_all_else_goes_on(
    state: State, database: Database, caplog: pytest.LogCaptureFixture, column: str, damage: str
) -> None:
    for number in range(3):
        await outbox.add(state, named(number), NOW)
    database.rows(f"update outbox set {column} = ? where id = 'press-1'", damage)
    assert set(await claimed(state, NOW)) == {"press-0", "press-2"}
    assert caplog.messages == ["1 messages of the outbox cannot be read: set aside"]
    for name in ("press-0", "press-2"):
        await outbox.finish(state, name, NOW)
    assert await outbox.next_due(state, NOW) == inf
    assert await outbox.backlog(state, NOW) == (0, 0.0)
    assert await claimed(state, NOW + 1e9) == []
    assert len(database.rows("select 1 from outbox where id = 'press-1'")) == 1


async def test_a_message_can_lose_its_response_url(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    await outbox.postpone(state, MESSAGE.id, NOW, without_response_url=True)
    [found] = await outbox.claim(state, NOW)
    assert found.response_url is None
    assert found.message == MESSAGE.message


async def test_a_finished_message_leaves_no_words(state: State, database: Database) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    await outbox.finish(state, MESSAGE.id, NOW)
    assert await claimed(state, NOW + 1000) == []
    [row] = database.rows("select message, afterwards, response_url from outbox")
    assert row == ("{}", None, None)


async def test_giving_up_puts_a_notice_in_its_place(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    notice = replace(MESSAGE, id="notice", private=True, afterwards=None)
    await outbox.give_up(state, MESSAGE.id, notice, NOW)
    [found] = await outbox.claim(state, NOW + LEASE_SECONDS + 1)
    assert (found.id, found.private, found.afterwards) == ("notice", True, None)
    assert await outbox.add(state, MESSAGE, NOW)


async def test_giving_up_happens_as_a_whole_or_not_at_all(state: State, database: Database) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    database.refuse("insert", "outbox", "full")
    with pytest.raises(Exception, match="full"):
        await outbox.give_up(state, MESSAGE.id, replace(MESSAGE, id="notice"), NOW)
    assert await claimed(state, NOW + LEASE_SECONDS + 1) == [MESSAGE.id]


async def test_who_had_it_deleted_is_told_nothing_of_it(state: State) -> None:
    await outbox.add(state, MESSAGE, NOW)
    await outbox.claim(state, NOW)
    await delete_data(state, MESSAGE.workspace, MESSAGE.person)
    await outbox.give_up(state, MESSAGE.id, replace(MESSAGE, id="notice"), NOW)
    assert await outbox.next_due(state, NOW) == inf


async def test_what_is_in_hand_is_not_claimed_again(state: State) -> None:
    for number in range(3):
        await outbox.add(state, named(number), NOW)
    again = await outbox.claim(state, NOW, in_hand=["press-0", "press-2"])
    assert [message.id for message in again] == ["press-1"]


async def test_the_next_due_message_is_known(state: State) -> None:
    assert await outbox.next_due(state, NOW) == inf
    await outbox.add(state, MESSAGE, NOW)
    assert await outbox.next_due(state, NOW) == 0
    await outbox.claim(state, NOW)
    assert await outbox.next_due(state, NOW) == LEASE_SECONDS
    await outbox.postpone(state, MESSAGE.id, NOW, 60)
    assert await outbox.next_due(state, NOW) == 60
    await outbox.finish(state, MESSAGE.id, NOW)
    assert await outbox.next_due(state, NOW) == inf
