"""A pack to begin with: the small, commented one in `template/`, as files of an editor's own."""

from pathlib import Path

from knowledge.errors import PackError, Problem
from knowledge.packs.files import pack_files

TEMPLATE = Path(__file__).parent / "template"


def begin_pack(folder: Path) -> None:
    """Copy the template into a folder that is empty, or not there yet.

    Raises PackError where something stands in the folder, and where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise _fault(folder, "it is not empty: nothing was written")
        for source in pack_files(TEMPLATE):
            file = folder / source.relative_to(TEMPLATE)
            file.parent.mkdir(exist_ok=True)
            with file.open("xb") as written:  # the editor's, with neither our rights nor our date
                written.write(source.read_bytes())
    except OSError as error:
        raise _fault(folder, f"cannot be written: {error.strerror}") from error


def _fault(folder: Path, message: str) -> PackError:
    return PackError([Problem(folder, 1, 1, "", message)])
