"""The report for a person."""

import textwrap
from dataclasses import replace

from drift.model import Class, Difference, Report, Ways
from ops.drift.running import Outcome
from ops.report.drift.text import WIDTH, as_text

from .outcomes import NOTHING, outcome

WAIVER = '- rule: drift\n  match:\n    kind: "Deployment"\n  expires: 2026-12-23'
SCALED = Difference(
    "Deployment/shop/web",
    "spec.replicas",
    Class.DRIFT,
    desired=2,
    live=5,
    manager="kubectl-scale",
    time="2026-11-23T09:00:00Z",
    reason="somebody changed it by hand",
    ways=Ways("shipshape drift --revert", "pulumi config set shipshape:replicas 5", WAIVER),
)
GONE = replace(
    SCALED,
    object="ConfigMap/shop/web",
    path="",
    cls=Class.MISSING,
    desired=None,
    live=None,
    manager="",
    time="",
    reason="it is declared, and not there",
    ways=Ways("shipshape drift --revert", "Take it out of the program.", WAIVER),
)
OTHERS = replace(
    SCALED, path="spec.paused", cls=Class.OWNED_BY_OTHER, desired=None, live=True, reason="theirs"
)


def test_the_whole_report() -> None:
    """What fails comes first, object by object; then what could not be compared, and the sum."""
    report = Report((OTHERS, SCALED, GONE), ("Service/shop/web: it was not read",), 3)
    assert as_text(Outcome(report, ("no access to secrets",))) == textwrap.dedent(
        """\
        ConfigMap/shop/web
          ! missing  the whole object
              why       it is declared, and not there
              revert    shipshape drift --revert
              adopt     Take it out of the program.
              ignore    - rule: drift
                          match:
                            kind: "Deployment"
                          expires: 2026-12-23

        Deployment/shop/web
          ! drift  spec.replicas by kubectl-scale at 2026-11-23T09:00:00Z
              declared  2
              live      5
              why       somebody changed it by hand
              revert    shipshape drift --revert
              adopt     pulumi config set shipshape:replicas 5
              ignore    - rule: drift
                          match:
                            kind: "Deployment"
                          expires: 2026-12-23
          - owned-by-other  spec.paused by kubectl-scale at 2026-11-23T09:00:00Z
              declared  nothing
              live      true
              why       theirs

        not compared: Service/shop/web: it was not read
        not compared: no access to secrets
        3 objects compared: 1 drift, 1 owned-by-other, 1 missing"""
    )


def test_no_difference() -> None:
    """One line."""
    assert as_text(NOTHING) == "3 objects compared: no difference"


def test_lines_fit_a_terminal() -> None:
    """All but those that are to be copied: commands, and YAML."""
    long = replace(
        SCALED,
        object="Deployment/a-namespace-with-quite-a-name/" + "web-" * 20,
        path="spec.template.spec.containers[name=app].env[name=" + "A_LONG_NAME_" * 8 + "].value",
        desired="x " * 300,
        live={"a": ["word"] * 60},
        reason="a reason that is told in many words " * 4,
        ways=Ways("shipshape drift --revert", "Remove " + "it, and then " * 12 + "all.", WAIVER),
    )
    said = as_text(Outcome(Report((long,), ("sentence " * 20,), 1), ("another " * 20,)))
    assert max(map(len, said.splitlines())) <= WIDTH
    assert "(600 characters)" in said


def test_what_was_really_compared_fits_too() -> None:
    """With a digest, lines of a page, and a masked secret."""
    said = as_text(outcome())
    waiver = [line for line in said.splitlines() if "path:" in line]
    rest = [line for line in said.splitlines() if line not in waiver]
    adopted = [line for line in rest if line.startswith(" " * 16)]
    assert max(len(line) for line in rest if line not in adopted) <= WIDTH
    assert "sha256:" in said
    assert "not-a-real" not in said
