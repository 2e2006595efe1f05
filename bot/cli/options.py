"""Options that several commands have."""

from pathlib import Path
from typing import Any

import click


class PackPath(click.Path):
    """A pack: the name of one that comes with RoleFit, a folder, or a built file. What is wrong
    with what stands there is for the reader of packs to say, on one line.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse the empty text of a variable that is not set: it would mean where we stand."""
        from knowledge.packs.shipped import find_pack

        if value == "":
            self.fail("the path is empty", param, ctx)
        return super().convert(str(find_pack(str(value))), param, ctx)


packs_option = click.option(
    "--packs",
    "paths",
    multiple=True,
    type=PackPath(exists=True, path_type=Path),
    help="A pack: its folder, its name if it comes with RoleFit (default, …), or one built file. "
    "May be repeated: later ones lie over earlier ones. Without it: default.",
)


class NewPackPath(click.Path):
    """The folder of a pack to begin."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse the empty text, and names by which `--packs` would find another pack."""
        from knowledge.packs.shipped import shipped_packs

        if value == "":
            self.fail("the path is empty", param, ctx)
        if str(value) in shipped_packs():
            self.fail(f"{value} comes with RoleFit: choose another name", param, ctx)
        return super().convert(value, param, ctx)
