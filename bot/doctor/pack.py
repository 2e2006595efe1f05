"""Whether the packs of knowledge can be served."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.doctor.checks import Check, printable
from knowledge.briefs.weights import WEIGHTS_ENDING
from knowledge.errors import KnowledgeError, PackError, Problem
from knowledge.packs.faults import Level
from knowledge.packs.loader import check_pack
from knowledge.packs.models import Pack
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import open_store


def check_packs(paths: Sequence[Path]) -> Check:
    """Read the packs as `serve` does, without compiling them."""
    try:
        if missing := [path for path in paths if not path.exists()]:
            message = f"{printable(missing[0])} is not there. Mend ROLEFIT_PACKS, or mount it."
            return Check("pack", "fault", message)
        if len(paths) == 1 and paths[0].is_file():
            open_store(paths)
            return Check("pack", "ok", f"{printable(paths[0])} is a built store of this version.")
        return _judge(paths, *check_pack(paths or (DEFAULT_PACK,)))
    except PackError as error:
        first, more = printable(error.problems[0]), _more(error.problems)
        message = f"{first}{more}. Mend it: rolefit packs check shows every fault."
    except KnowledgeError as error:
        message = f"{printable(error)}. Build it: rolefit packs build."
    except OSError as error:
        where = printable(error.filename)
        message = f"{where} cannot be read: {error.strerror}. Let the user that serves read it."
    return Check("pack", "fault", message)


def _judge(paths: Sequence[Path], pack: Pack, problems: Mapping[Level, list[Problem]]) -> Check:
    wanting = problems["finding"] + [p for p in problems["warning"] if _is_stale(p)]
    if wanting:
        first, more = printable(wanting[0]), _more(wanting)
        message = f"it is served, but {first}{more}. rolefit packs check shows all."
        return Check("pack", "warning", message)
    which = ", ".join(printable(path) for path in paths) or "RoleFit's own"
    return Check("pack", "ok", f"{which}: {len(pack.entries)} entries, no faults.")


def _is_stale(problem: Problem) -> bool:
    return problem.file.name.endswith(WEIGHTS_ENDING)


def _more(problems: Sequence[Problem]) -> str:
    return f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
