"""The project's policy pack: where it is, and the second pass over a stack's state."""

import subprocess
from pathlib import Path

from pulumi import automation

from ops.exits import Exit, Stopped
from ops.report.verdicts import Verdicts, read_verdicts

PACK = "policies"


def pack(folder: Path) -> list[str]:
    """The pack of the project in this folder; none if it has none.

    Raises Stopped for a pack without its environment: going on would leave everything unjudged.
    """
    found = folder / PACK
    if not (found / "PulumiPolicy.yaml").is_file():
        return []
    if not (found / ".venv" / "bin" / "python").is_file():
        raise Stopped(
            Exit.COULD_NOT_LOOK,
            f"the policies in {found} have no environment: run `make policies` or, there, "
            "`pulumi install`; --no-policies goes on without them",
        )
    return [str(found)]


def judge_state(stack: automation.Stack, packs: list[str]) -> Verdicts:
    """Judge the state of a stack, in which every value is known. Touches nothing.

    Raises Stopped when the engine cannot do that.
    """
    chosen = [part for one in packs for part in ("--policy-pack", one)]
    done = subprocess.run(
        ["pulumi", "policy", "analyze", "--json", "--stack", stack.name, *chosen],
        cwd=stack.workspace.work_dir,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = read_verdicts(done.stdout)
    if verdicts is None:
        reason = (done.stderr.strip() or done.stdout.strip() or "it gave no reason").splitlines()
        raise Stopped(
            Exit.COULD_NOT_LOOK,
            "everything is deployed, but the engine could not judge the state "
            f"(it takes 3.249 or newer): {reason[0]}",
        )
    return verdicts
