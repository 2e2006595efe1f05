"""The composition root: everything that `serve` and `demo` run is made here, and only here."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.advice.listeners import AdviceListeners
from bot.ask.answers import after_feedback
from bot.ask.listeners import AskListeners
from bot.ask.lookup import LookupListeners
from bot.ask.mentions import MentionListeners
from bot.errors import StateUnavailableError
from bot.faq.listeners import FeedbackListeners
from bot.home.listeners import HomeListeners
from bot.outbox.drain import Drain
from bot.outbox.outbox import Outbox
from bot.settings import Settings
from bot.slack.authorize import SingleWorkspace
from bot.slack.delivery import WebApi
from bot.slack.dispatch import Dispatch
from bot.slack.errors import ErrorHandler
from bot.slack.http import SlackFront
from bot.slack.replies import Replies
from bot.slack.tasks import Tasks, describe
from bot.state.engine import State, open_state
from bot.state.expiry import delete_expired
from knowledge.errors import KnowledgeError
from knowledge.live import MISSPELT, LiveStore
from knowledge.patterns import compile_all

log = logging.getLogger(__name__)

STATE_SECONDS = 2.0  # how often a running server looks whether its state is still there
PACK_SECONDS = 0.5  # how often a running server looks whether a pack has changed
EXPIRY_SECONDS = 3600.0  # how often what is too old is deleted
DRAIN_SECONDS = 5.0  # how long work that goes on may take once a server stops


@dataclass(frozen=True, slots=True)
class RoleFit:
    """A running RoleFit: what serves its requests, and what it holds open."""

    bolt: AsyncApp
    session: aiohttp.ClientSession
    front: SlackFront
    knowledge: LiveStore
    state: State


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[RoleFit]:
    """A RoleFit with its background work under way, closed in order at the end.

    Raises KnowledgeError for a faulty pack and StateError for an unusable database.
    """
    knowledge = LiveStore(settings.packs)
    state = await open_state(settings.state_url, serving=True)
    session = aiohttp.ClientSession()
    client = WebApi(session, settings.slack_api_url, settings.bot_token.get_secret_value())
    workspaces, tasks, outbox = SingleWorkspace(client), Tasks(), Outbox(state)
    drain = Drain(outbox, session, workspaces.workspace)
    dispatch, replies = Dispatch(workspaces.workspace), Replies(session, tasks, outbox.add)
    advice = AdviceListeners(knowledge, state, outbox, tasks)
    advice.register(dispatch)
    HomeListeners(knowledge, state, outbox).register(dispatch)
    LookupListeners(knowledge, outbox).register(dispatch)
    MentionListeners(knowledge, state, tasks, outbox).register(dispatch)
    FeedbackListeners(knowledge, state, replies, after_feedback).register(dispatch)
    AskListeners(knowledge, state, tasks, replies, outbox, advice.open_form).register(dispatch)
    bolt = _bolt(session, workspaces, dispatch)
    draining = asyncio.create_task(drain.run())
    background = [
        asyncio.create_task(work)
        for work in (
            workspaces.identify(),
            _follow_packs(knowledge),
            _expire(state),
            _watch_state(state),
            state.listen(outbox.woken.set),
            _prepare(knowledge),
        )
    ]
    try:
        front = SlackFront(bolt, settings.signing_secret.get_secret_value())
        yield RoleFit(bolt, session, front, knowledge, state)
    finally:
        await tasks.drain(DRAIN_SECONDS)
        drain.stop()
        await draining  # every delivery has its own time limit
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await session.close()
        await state.close()


class _Bolt(AsyncApp):
    """Bolt, but for the client and the logger that it makes anew for each request: nobody asks
    for them, and they cost as much as all else that it does for one.
    """

    def _init_context(self, req: AsyncBoltRequest) -> None:
        """Nothing is needed."""


def _bolt(
    session: aiohttp.ClientSession,
    workspace: SingleWorkspace,
    dispatch: Dispatch,
) -> AsyncApp:
    bolt = _Bolt(
        name="RoleFit",
        client=AsyncWebClient(),  # which nobody calls
        before_authorize=dispatch,  # Bolt gets what nobody here answers
        authorize=workspace,
        process_before_response=True,  # the default polls for an acknowledgement every 10 ms
        request_verification_enabled=False,  # SlackFront has verified the raw bytes
        ssl_check_enabled=False,  # SlackFront answers it
        ignoring_self_events_enabled=False,  # handlers look who it is from
        attaching_function_token_enabled=False,  # there are no workflow steps
        raise_error_for_unhandled_request=True,
        logger=logging.getLogger("slack_bolt"),
    )
    bolt.error(ErrorHandler(session).handle_error)
    return bolt


async def _prepare(knowledge: LiveStore) -> None:
    """What the first questions would wait for, once it listens; requests come in between."""
    for _ in compile_all():
        await asyncio.sleep(0)
    knowledge.current.index.nearest(MISSPELT, 2)


async def _follow_packs(knowledge: LiveStore) -> None:
    """Swap the store when its packs change; a faulty pack is reported and changes nothing.

    Always in the same thread: each of asyncio's own would go on holding what it has once taken
    where a pack has to be compiled here, some 50 MB.
    """
    loop, thread = asyncio.get_running_loop(), ThreadPoolExecutor(1, "packs")
    while True:
        await asyncio.sleep(PACK_SECONDS)
        try:
            if await loop.run_in_executor(thread, knowledge.refresh):
                metrics.count_pack_reload("swapped")
                log.info("answering from the pack as it is now: %s", knowledge.current.hash)
        except KnowledgeError as error:
            metrics.count_pack_reload("failed")
            log.error("the changed pack has faults, the old one goes on serving:\n%s", error)
        except Exception as error:  # such as a folder that is just being replaced: look again
            log.error("the pack could not be looked at: %s", describe(error))


async def _expire(state: State) -> None:
    """Delete what is too old, now and then; what fails is done the next time."""
    while True:
        try:
            await delete_expired(state, state.time())
        except Exception as error:
            log.error("what is too old could not be deleted: %s", describe(error))
        await asyncio.sleep(EXPIRY_SECONDS)


async def _watch_state(state: State) -> None:
    """Notice when the state's file is deleted or replaced, and what its clock says."""
    while True:
        with suppress(OSError, StateUnavailableError):  # it could not be looked at: look again
            await state.look()
        await asyncio.sleep(STATE_SECONDS)
