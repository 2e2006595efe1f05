"""The page's JavaScript against the types in its comments, and those against what it is sent."""

import shutil
from pathlib import Path

import msgspec

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import page
from localslack.models import Json
from localslack.page.guide import Guide, Try
from localslack.page.snapshot import show_exchange, take_snapshot
from localslack.slack import LocalSlack
from tests.contracts.typescript import TypeScript
from tests.support.app import AppUnderTest
from tests.support.slack import ask
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

PAGE = Path(page.__file__).parent

FAULTS = {  # file: what is changed in it, and what is said of that
    "place.js": ("channel.is_im", "channel.is_in", "'is_in' does not exist on type 'Channel'"),
    "unread.js": ("forget()", "forgets()", "'forget' does not exist on type 'Unread'"),
    "requests.js": ("response.json()", "response.jsn()", "'jsn' does not exist on type 'Response'"),
    "menu.js": ("itemsOf(menu)[0]?.focus()", "itemsOf(menu)[0]?.focus(1)", "Type '1' has no"),
    "modal.js": ("view.trouble;", "view.blocks;", "'Block[]' is not assignable to type 'string'"),
    "sidebar.js": ("unread.has(target)", "unread.has(target, 1)", "Expected 1 arguments"),
    "stream.js": ("let timer = 0", "let timer = {}", "'{}' is not assignable to parameter"),
}


def test_the_page_keeps_to_its_types(typescript: TypeScript, tmp_path: Path) -> None:
    assert typescript.complaints(tmp_path, "--project", str(PAGE)) == {}


def test_what_keeps_to_no_type_is_found(typescript: TypeScript, tmp_path: Path) -> None:
    shutil.copytree(PAGE, tmp_path / "page")
    for name, (right, wrong, _) in FAULTS.items():
        file = tmp_path / "page" / "static" / name
        assert right in file.read_text()
        file.write_text(file.read_text().replace(right, wrong, 1))
    said = typescript.complaints(tmp_path, "--project", "page")
    for name, (_, _, complaint) in FAULTS.items():
        assert complaint in said[f"page/static/{name}"]


def told(slack: LocalSlack) -> Json:
    """What the server tells the page, as JSON."""
    guide = Guide(tries=(Try("A question", "php"),), more=("Ask",), command_notes={"/rolefit": "x"})
    snapshot = take_snapshot(slack.workspace, RECRUITER, guide, "1")
    exchanges = [show_exchange(exchange) for exchange in slack.traffic]
    decoded: Json = msgspec.json.decode(msgspec.json.encode({"now": snapshot, "seen": exchanges}))
    return decoded


async def test_the_server_tells_what_the_page_takes_it_for(
    slack: LocalSlack, rolefit: AppUnderTest, typescript: TypeScript, tmp_path: Path
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    await ask(slack, "php vs backend")
    await slack.mention(RECRUITER, ENGINEERING, "php")
    await slack.open_home(RECRUITER)
    await slack.command(RECRUITER, HIRING)
    shutil.copytree(PAGE, tmp_path / "page")
    right = told(slack)
    assert right["now"]["home"]
    assert right["now"]["modals"]
    wrong = right | {"now": {**right["now"], "modal": []}}
    for name, sent in (("right", right), ("wrong", wrong)):
        (tmp_path / f"{name}.ts").write_text(
            'import type { Exchange, Snapshot } from "./page/snapshot";\n'
            "export const told: { now: Snapshot; seen: Exchange[] } = "
            f"{msgspec.json.encode(sent).decode()};\n"
        )
    said = typescript.complaints(tmp_path, "--allowJs", "right.ts", "wrong.ts")
    assert said.keys() == {"wrong.ts"}
    assert "'modal' does not exist" in said["wrong.ts"].replace('"', "")
