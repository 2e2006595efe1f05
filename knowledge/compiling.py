"""`python -m knowledge.compiling STEPS CACHE FOLDER …`: compile pack folders into a cache folder,
for another process, standing back by so many steps of 19. Prints the file's path.
"""

import os
import sys
from pathlib import Path


def main() -> None:
    """Stand back first, then import what compiles: that takes a fifth of the time."""
    if hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    from knowledge.building import read_pack, write_store
    from knowledge.cache import cache_file

    cache_dir, *folders = map(Path, sys.argv[2:])
    pack, pack_hash = read_pack(folders)
    file = cache_file(cache_dir, pack_hash)
    if not file.is_file():
        write_store(pack, pack_hash, file)
    sys.stdout.buffer.write(os.fsencode(file))


if __name__ == "__main__":
    main()
