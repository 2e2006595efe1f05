"""A folder as Kubernetes mounts a ConfigMap, and as it swaps one for the next."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

Files = Mapping[str, bytes]


class ConfigMapVolume:
    """`x.yaml` → `..data/x.yaml`, where `..data` is itself a link to a folder of this version."""

    def __init__(self, path: Path, files: Files) -> None:
        self.path = path
        self._version = 0
        path.mkdir()
        for _ in self.update(files):
            pass

    def update(self, files: Files) -> Iterator[str]:
        """Swap to other files, in the steps and in the order of the kubelet; says each."""
        before = self.path / "..data"
        old = before.resolve() if before.is_symlink() else None
        self._version += 1
        new = self.path / f"..2026_11_29_15_24_{self._version:02}.1"
        for name, content in files.items():
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield "written"
        draft = self.path / "..data_tmp"
        draft.symlink_to(new.name)
        yield "linked"
        draft.rename(before)
        yield "swapped"
        shown = {name.split("/")[0] for name in files}
        for name in shown:
            if not (self.path / name).is_symlink():
                (self.path / name).symlink_to(f"..data/{name}")
        yield "shown"
        for link in self.path.iterdir():
            if not link.name.startswith("..") and link.name not in shown:
                link.unlink()
        yield "tidied"
        if old:
            shutil.rmtree(old)
        yield "done"


def files_below(folder: Path) -> dict[str, bytes]:
    """What a folder's files hold, by their paths in it."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
