"""The terminal demo, as transcripts."""

import asyncio
import os
import pty
import sys
import termios
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
from aiohttp import web
from rich.console import Console

from localslack.slack import LocalSlack
from localslack.terminal.conversation import talk
from localslack.terminal.mrkdwn import render_mrkdwn, render_text
from tests.localslack.samples import (
    Json,
    actions,
    button,
    menu,
    modal,
    mrkdwn,
    option,
    plain,
    question,
    section,
)
from tests.localslack.tiny_app import Caller, TinyApp
from tests.support.slack import LONGEST_WAIT
from tests.support.workspace import HIRING, RECRUITER

ANSWER: Json = {
    "text": "PHP developer or backend developer",
    "blocks": [
        {"type": "header", "text": plain("PHP vs backend")},
        section("Pick by *scope* &amp; <https://a.example|source>.\n&gt; A quote for <@U0LEAD>"),
        {"type": "section", "fields": [mrkdwn("left"), mrkdwn("right")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("Source: _article_")]},
        actions(
            button(),
            menu(placeholder=plain("Topic"), initial_option=option()),
            button("data.delete", "d", confirm=None),
        ),
    ],
}
CONFIRM: Json = {
    "title": plain("Delete?"),
    "text": plain("This cannot be undone."),
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
}
ANSWER["blocks"][-1]["elements"][2] |= {"text": plain("Delete my data"), "confirm": CONFIRM}


async def typed(lines: Iterable[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def transcript(slack: LocalSlack, *lines: str, width: int = 90) -> str:
    console = Console(record=True, width=width, file=sys.stderr)
    await talk(slack, RECRUITER, HIRING, console, typed(lines))
    return "\n".join(line.rstrip() for line in console.export_text().splitlines())


async def test_an_answer(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = ANSWER
    assert await transcript(slack, "php vs backend", "quit", "never sent") == "\n".join(
        [
            "Type a question, ? for hints, quit to leave.",
            "",
            "Tally  Only visible to you",
            "  PHP vs backend",
            "  Pick by scope & source (https://a.example).",
            "  ▎ A quote for @Engineering lead",
            "",
            "  left                                        right",
            "  " + "─" * 88,
            "  Source: article",
            "  [1] Share   [2] Topic ▾ When to hire   [3] Delete my data",
        ]
    )
    assert [received["text"] for received in tiny.received] == ["php vs backend"]


@pytest.mark.parametrize("word", ["exit", "/quit", "Quit"])
async def test_leaving(slack: LocalSlack, tiny: TinyApp, word: str) -> None:
    await transcript(slack, word, "never sent")
    assert tiny.received == []


async def test_narrow_consoles_stack_fields(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = ANSWER
    printed = (await transcript(slack, "/tally php vs backend", width=40)).splitlines()
    assert printed[-6:] == [
        "  left",
        "  right",
        "  " + "─" * 38,
        "  Source: article",
        "  [1] Share   [2] Topic ▾ When to hire",
        "  [3] Delete my data",
    ]
    assert tiny.last["text"] == "php vs backend"


async def test_menus_and_buttons(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    async def answer(payload: Json) -> web.Response:
        if payload.get("type") != "block_actions":
            return web.json_response(ANSWER)
        [action] = payload["actions"]
        said = action.get("selected_option", {}).get("value") or action["value"]
        await caller.respond(payload["response_url"], text=f"_{said}_", replace_original=True)
        return web.Response()

    tiny.answer = answer
    printed = await transcript(slack, "php", "2", "5", "9")
    assert "[4] When to hire ✓\n  [5] Stack" in printed
    assert "Tally  Only visible to you (updated)\n  stack" in printed
    assert printed.endswith("Nothing has the number 9.")


async def test_confirmation(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = ANSWER
    printed = await transcript(slack, "php", "3", "n", "3")
    assert (
        "  Delete?\n  This cannot be undone.\n  y: Delete   n: Keep\nNothing was sent." in printed
    )
    assert [payload.get("type") for payload in tiny.received] == [None]


async def test_a_confirmed_button_deletes(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    async def answer(payload: Json) -> web.Response:
        if payload.get("type") != "block_actions":
            return web.json_response(ANSWER)
        await caller.respond(payload["response_url"], delete_original=True)
        return web.Response()

    tiny.answer = answer
    printed = await transcript(slack, "php", "3", "y")
    assert printed.endswith("A message was taken away.")


async def test_what_others_see(slack: LocalSlack, tiny: TinyApp) -> None:
    async def answer(payload: Json) -> web.Response:
        shared = payload["text"] == "share"
        kind = "in_channel" if shared else "ephemeral"
        return web.json_response({"text": payload["text"], "response_type": kind})

    tiny.answer = answer
    printed = await transcript(slack, "secret", "share", "as manager", "as nobody")
    before, after = printed.split("You are the Hiring manager now.\n")
    assert "Tally  Only visible to you\n  secret\n\nTally  in #hiring\n  share" in before
    assert after.startswith("\nTally  in #hiring\n  share\nNobody here is called nobody")


async def test_slacks_own_errors(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = {"text": "x", "blocks": [{"type": "section"}]}
    printed = await transcript(slack, "php")
    assert (
        'Slackbot  Only visible to you\n  /tally failed with the error "dispatch_failed"' in printed
    )
    assert "Slack would not have it: [ERROR] must define either" in printed


async def test_a_form_is_shown(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    async def answer(payload: Json) -> web.Response:
        form = modal(section(), question(hint=plain("h"), optional=True))
        await caller.api("views.open", trigger_id=payload["trigger_id"], view=form)
        return web.Response()

    tiny.answer = answer
    printed = await transcript(slack, "/tally")
    assert "Find the role" in printed
    assert "  Brief (optional)\n  h\nType your answer." in printed


async def test_typeahead(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    async def answer(payload: Json) -> web.Response:
        if payload.get("type") == "block_suggestion":
            return web.json_response({"options": [option("f1", payload["value"])]})
        if payload.get("type") == "block_actions":
            await caller.respond(payload["response_url"], text="chosen")
            return web.Response()
        lookup = {"type": "external_select", "action_id": "faq", "placeholder": plain("Find")}
        return web.json_response({"text": "x", "blocks": [actions(lookup)]})

    tiny.answer = answer
    printed = await transcript(slack, "faq", "1", "rates", "2", "1")
    assert "[1] Find ▾\nType what to look for.\n  [2] rates\n\nTally" in printed
    assert tiny.last["actions"][0]["selected_option"]["value"] == "f1"


async def test_hints_and_mentions(slack: LocalSlack, tiny: TinyApp) -> None:
    slack.workspace.invite_app(HIRING)

    async def answer(payload: Json) -> web.Response:
        slack.workspace.post(HIRING, "hello", thread_ts=payload["event"]["ts"])
        return web.Response()

    tiny.answer = answer
    printed = await transcript(slack, "", "?", "@Tally php")
    assert "press what has this number" in printed
    assert (
        "as manager              look at it as somebody else: recruiter, manager or lead" in printed
    )
    assert printed.endswith("Tally  in #hiring, in a thread\n  hello")


def test_mrkdwn() -> None:
    names = {"U1": "Recruiter", "C1": "hiring"}
    shown = {
        "*a* _b_ ~c~ `d&lt;e`": "a b c d<e",
        "2*3*4 snake_case_name": "2*3*4 snake_case_name",
        "<@U1> <#C1> <#C2|other>": "@Recruiter #hiring #other",
        "<!here> <!date^1^{date}|today>": "@here today",
        "<https://a.example> <mailto:a@b.example|write>": "https://a.example write",
        "*bold with `code` and _italic_*": "bold with code and italic",
        "&amp;lt; :tada:": "&lt; 🎉",
    }
    for source, expected in shown.items():
        assert render_mrkdwn(source, names).plain == expected
    bold = render_mrkdwn("a *b*", names)
    assert [(span.start, span.end, str(span.style)) for span in bold.spans] == [(2, 3, "bold")]
    assert render_text(plain("*x* <b>"), names).plain == "*x* <b>"


SCRIPT = """
import asyncio, sys
from rich.console import Console
from localslack.terminal.keyboard import stdin_lines

async def main():
    console = Console(width=90)
    async for line in stdin_lines(console):
        print("got", line)
        if line == "quit":
            break

asyncio.run(main())
"""


async def run_script(tmp_path: Path, given: bytes, *, close: bool) -> str:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(given)
    if close:
        process.stdin.close()
    printed = await asyncio.wait_for(process.stdout.read(), LONGEST_WAIT)
    assert await process.wait() == 0
    return printed.decode()


@pytest.mark.parametrize(("given", "close"), [(b"php\nquit\nmore\n", False), (b"php\nquit", True)])
async def test_piped_lines_are_echoed_and_the_end_does_not_hang(
    tmp_path: Path, given: bytes, close: bool
) -> None:
    printed = await run_script(tmp_path, given, close=close)
    assert printed == "> php\ngot php\n> quit\ngot quit\n"


async def test_a_terminal_gets_a_prompt_and_is_left_as_it_was(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdin=theirs,
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path), "TERM": "dumb"},
    )
    assert process.stdout is not None
    os.write(ours, b"php\n\x04")
    printed = await asyncio.wait_for(process.stdout.read(), LONGEST_WAIT)
    assert await process.wait() == 0
    assert b"> " in printed
    assert b"got php" in printed
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)


async def test_no_input_at_all(tmp_path: Path) -> None:
    assert await run_script(tmp_path, b"", close=True) == ""
