"""Every case of the folder `cases`: an object, what is beside it, and the verdict."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from local.providers.kubernetes.awaiting.kinds import awaiter_for
from local.providers.kubernetes.awaiting.verdict import Done, Failed, Verdict, Waiting

_CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def _verdict(written: Any) -> Verdict:
    if written == "done":
        return Done()
    if "failed" in written:
        return Failed(tuple(written["failed"]))
    return Waiting(written["waiting"], tuple(written.get("details", ())))


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_the_verdict_is_the_cases(path: Path) -> None:
    """File names say kind and situation."""
    case = yaml.safe_load(path.read_text())
    awaiter = awaiter_for(case["object"])
    assert awaiter is not None
    assert awaiter.judge(case["object"], case.get("related", {})) == _verdict(case["verdict"])


def test_there_are_cases_of_every_awaited_kind() -> None:
    """A kind without one is a kind nobody looked at."""
    kinds = {path.stem.partition("-")[0] for path in _CASES}
    assert kinds == {
        "claim",
        "daemonset",
        "definition",
        "deployment",
        "expression",
        "ingress",
        "job",
        "namespace",
        "pod",
        "service",
        "statefulset",
        "volume",
    }
