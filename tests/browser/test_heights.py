"""Every card fits one screen of a phone, down to its buttons."""

import pytest

from tests.browser.client import PHONE
from tests.browser.conftest import Clients
from tests.browser.heights import ADVICE, CARDS, SCREEN, answered, measure, measure_modal

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_card_fits_a_phone_down_to_its_buttons(clients: Clients) -> None:
    client = await clients.open(PHONE)
    heights = {name: await measure(await answered(client, text)) for name, text in CARDS.items()}
    assert {name: it for name, it in heights.items() if it.to_buttons > SCREEN} == {}
    assert min(it.to_buttons for it in heights.values()) > 100  # there are cards to measure


async def test_advice_in_its_modal_fits_too(clients: Clients) -> None:
    client = await clients.open(PHONE)
    for name, text in CARDS.items():
        if text.startswith(ADVICE):
            assert (await measure_modal(client, text)).to_buttons <= SCREEN, name
