"""What a build takes without a server: a script that the Python of that build runs.

It imports nothing of the benchmark, and of the build only names that stay. Texts come in as JSON,
`{"question": […], name of briefs: […], …}`; CPU seconds a text go out, null where the build lacks
what it takes, and those of compiling the default pack, so nothing may be compiled before.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

PASSES = 5


def main() -> None:
    """Compile the default pack, then search it and read briefs."""
    texts = json.load(sys.stdin)
    started = time.process_time()
    store = named("open_store", "knowledge.store")()
    compiled = time.process_time() - started
    search = named("search", "knowledge.search")
    read_brief = named("read_brief", "knowledge.briefs.reader", "knowledge.briefs")
    # earlier builds have one questionnaire, and read by it without being told
    asked = [*getattr(store, "questionnaires", {})][:1]
    found = {"question": seconds(search and (lambda text: search(store, text)), texts["question"])}
    for name in texts.keys() - found.keys():
        read = read_brief and (lambda text: read_brief(text, store, *asked))
        found[name] = seconds(read, texts[name])
    json.dump({name: found[name] for name in texts} | {"compile": compiled}, sys.stdout)


def named(name: str, *modules: str) -> Any:
    """What the first of these modules calls so, or None; the later ones are where it once was."""
    for module in modules:
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    return None


def seconds(work: Callable[[str], object] | None, texts: list[str]) -> float | None:
    """CPU seconds a text, once all were worked on: in so many passes that it is no matter of chance
    how often the collector of garbage comes by.
    """
    if work is None:
        return None
    for text in texts:
        work(text)
    started = time.process_time()
    for _ in range(PASSES):
        for text in texts:
            work(text)
    return (time.process_time() - started) / len(texts) / PASSES


if __name__ == "__main__":
    main()
