"""The example for the Pulumi Kubernetes Operator."""

import yaml

from tests.cluster.program import REPOSITORY
from tests.deploy.inspection import ARGS, NAME, render

FOLDER = REPOSITORY / "deploy" / "operator"


def test_the_inspection_is_what_the_component_makes() -> None:
    """Our own rules are held to that one."""
    page = (FOLDER / "inspection.yaml").read_text()
    hint = "run python -m tests.deploy.inspection > deploy/operator/inspection.yaml"
    assert page == render(), hint


def test_both_are_about_the_same_stack() -> None:
    """Its name, its backend, the Secret with its passphrase; and nothing is refreshed or resynced.

    A refresh takes a foreign change for granted, a resync undoes it.
    """
    spec = yaml.safe_load((FOLDER / "stack.yaml").read_text())["spec"]
    assert (spec["stack"], spec["backend"]) == (ARGS["stack"], ARGS["backend_url"])
    assert spec["envRefs"]["PULUMI_CONFIG_PASSPHRASE"]["secret"]["name"] == NAME
    assert (spec["refresh"], spec["continueResyncOnCommitMatch"]) == (False, False)
