"""The packs that come with RoleFit, by name; all but `default` serve only where they are named."""

from pathlib import Path

DEFAULT_PACK = Path(__file__).parents[1] / "content"
OTHERS = Path(__file__).parents[1] / "shipped"


def shipped_packs() -> dict[str, Path]:
    """The folders of all packs that come with RoleFit, by their names."""
    others = sorted(OTHERS.iterdir()) if OTHERS.is_dir() else []
    named = {folder.name: folder for folder in others if (folder / "pack.yaml").is_file()}
    return {"default": DEFAULT_PACK, **named}


def find_pack(name: str) -> Path:
    """The folder of a shipped pack by its name; any other text is taken for a path."""
    return shipped_packs().get(name) or Path(name)
