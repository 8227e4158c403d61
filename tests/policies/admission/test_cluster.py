"""Every compiled rule on a real API server, against the rule's own cases and its own verdict."""

import copy
import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from policies.admission.compiling import binding, message, policy
from policies.admission.expression import expressions
from policies.rules import registered
from policies.rules.judge import judge_objects
from policies.rules.model import Verdict
from policies.rules.subjects import Object
from tests.cluster.conftest import cluster
from tests.cluster.kubectl import Kubectl
from tests.policies.admission.server import TEST_LABEL, attempt, completed, proxied

pytestmark = pytest.mark.cluster

RULES = Path(__file__).resolve().parents[1] / "rules"
OWN = Path(__file__).parent / "cases"
SETTLING_SECONDS = 60.0

__all__ = ["cluster"]


@dataclass(frozen=True)
class Server:
    """The API server with a policy for every compiled rule, in force for labelled objects only."""

    client: httpx.Client
    namespace: str


@pytest.fixture(scope="module")
def server(cluster: None) -> Iterator[Server]:  # noqa: ARG001  # a skip without a cluster
    """Policies and bindings that no object without the test's label meets."""
    namespace = f"admission-{secrets.token_hex(3)}"
    kubectl = Kubectl(namespace)
    documents = [one for rule in expressions() for one in _documents(rule)]
    listed = json.dumps({"apiVersion": "v1", "kind": "List", "items": documents})
    kubectl("create", "namespace", namespace)
    kubectl("apply", "--server-side", "--force-conflicts", "-f", "-", stdin=listed)
    try:
        with proxied() as client:
            _settle(client, namespace)
            yield Server(client, namespace)
    finally:
        kubectl("delete", "--ignore-not-found", "--wait=false", "-f", "-", stdin=listed)
        kubectl("delete", "namespace", namespace, "--wait=false")


def _documents(rule: str) -> list[dict[str, Any]]:
    made = registered()[rule]
    match = {"objectSelector": {"matchLabels": {TEST_LABEL: rule}}}
    return [
        policy(made, expressions()[rule], {}),
        binding(made, f"shipshape-test-{rule}", ["Deny"], match),
    ]


def _settle(client: httpx.Client, namespace: str) -> None:
    """Wait until the server has taken up the last of the policies, and the namespace's account."""
    last = list(expressions())[-1]
    end = time.monotonic() + SETTLING_SECONDS
    while time.monotonic() < end:
        said = {_said(attempt(client, one)) for one in _probes(last, namespace)}
        if any(f"{last}: " in one for one in said):
            return
        time.sleep(0.5)
    pytest.fail(f"the policy of {last} is not in force: {said}")


def _said(answer: tuple[int, dict[str, Any]]) -> str:
    return str(answer[1].get("message", ""))


def _probes(rule: str, namespace: str) -> list[dict[str, Any]]:
    return [one for one in _cases(rule, namespace) if _verdict(rule, one) is Verdict.FAIL]


def _cases(rule: str, namespace: str) -> list[dict[str, Any]]:
    """The single objects of a rule's cases, of a kind that the policy is asked of."""
    kinds = expressions()[rule].kinds
    files = sorted([*RULES.glob(f"*/cases/{rule}/*.yaml"), *OWN.glob(f"{rule}/*.yaml")])
    found = []
    for text in (file.read_text() for file in files):
        if "!unknown" in text or "!secret" in text or "# settings:" in text:
            continue
        found += [
            completed(copy.deepcopy(target), rule, namespace)
            for target in yaml.safe_load_all(text)
            if isinstance(target, dict) and target.get("kind") in kinds
        ]
    return found


def _verdict(rule: str, target: dict[str, Any]) -> Verdict | None:
    results = list(judge_objects([registered()[rule]], [Object(target)]))
    verdicts = {one.verdict for one in results}
    return next((one for one in (Verdict.FAIL, Verdict.UNKNOWN) if one in verdicts), Verdict.PASS)


@pytest.mark.parametrize("rule", expressions())
def test_the_server_and_the_rule_agree(server: Server, rule: str) -> None:
    """What is refused fails the rule; what is admitted passes, as the server has completed it.

    What the server refuses by itself decides nothing; but one object must have been refused by
    the policy, with the rule's id and remediation, and one admitted.
    """
    refused, admitted, others = 0, 0, []
    for target in _cases(rule, server.namespace):
        status, answer = attempt(server.client, target)
        said = str(answer.get("message", ""))
        if status == 201:
            admitted += 1
            assert _verdict(rule, answer) is Verdict.PASS, target
        elif f"{rule}: " in said and "ValidatingAdmissionPolicy" in said:
            refused += 1
            assert message(registered()[rule]) in said
            assert _verdict(rule, target) is Verdict.FAIL, target
        else:
            others.append(said[:300])
    assert refused, f"no object was refused by the policy; others: {others}"
    assert admitted, f"no object was admitted; others: {others}"
