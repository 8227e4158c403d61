"""What cases in folders can't say: secrets by path, exact managers, pairing, whole reports."""

import copy
import json
from dataclasses import replace
from typing import Any

from drift.compare import compare
from drift.context import Context
from drift.model import Class, Desired, Key, Report
from drift.pairing import key_of, pair
from tests.drift.case import CASES, NOW, Case

CONTEXT = Context(now=NOW)
MARK = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
WEB = Case(CASES / "same-as-applied")


def _web() -> tuple[dict[str, Any], dict[str, Any]]:
    return copy.deepcopy(WEB.read("desired")[0]), copy.deepcopy(WEB.live[0])


def _app(object_: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = object_["spec"]["template"]["spec"]["containers"][0]
    return found


def _report(desired: Desired, live: dict[str, Any]) -> Report:
    return compare([desired], pair([desired], [live]), CONTEXT)


def test_a_secret_by_its_path_in_another_order() -> None:
    """The caller counts places in the declared list; the live one has another order."""
    declared, live = _web()
    _app(declared)["env"] = [{"name": "A", "value": "1"}, {"name": "B", "value": "not-to-be-shown"}]
    _app(live)["env"] = [{"name": "B", "value": "not-to-be-shown-2"}, {"name": "A", "value": "2"}]
    path = ("spec", "template", "spec", "containers", "0", "env", "1", "value")
    report = _report(Desired(declared, last=declared, secrets=[path]), live)
    shown = {one.path.rpartition(".env")[2]: one for one in report.differences}
    assert shown["[name=A].value"].desired == "1"
    assert shown["[name=B].value"].masked
    assert "not-to-be-shown" not in repr(report)


def test_a_secret_inside_of_what_is_gone() -> None:
    """A whole container was taken away: nothing of it is shown that is secret."""
    declared, live = _web()
    side = {"name": "side", "image": "side:1", "env": [{"name": "X"}]}
    declared["spec"]["template"]["spec"]["containers"].append(side)
    side["env"] = [{"name": "X", "value": {**MARK, "plaintext": json.dumps("not-to-be-shown")}}]
    (found,) = _report(Desired(declared), live).differences
    assert found.path == "spec.template.spec.containers[name=side]"
    assert "not-to-be-shown" not in repr(found)
    side["env"] = [{"name": "X", "value": "not-to-be-shown"}]
    path = ("spec", "template", "spec", "containers", "1", "env", "0", "value")
    (found,) = _report(Desired(declared, secrets=[path]), live).differences
    assert found.desired.startswith("sha256:")


def test_another_program_of_the_same_kind() -> None:
    """Where the state knows the very manager, another one of our kind is somebody else."""
    declared, live = _web()
    _app(live)["image"] = "other:1"
    other = live["metadata"]["managedFields"][0]
    desired = Desired(declared, last=declared, manager=other["manager"])
    assert [one.cls for one in _report(desired, live).differences] == [Class.INJECTED]
    desired = replace(desired, manager="pulumi-kubernetes-99999999")
    (found,) = _report(desired, live).differences
    assert (found.cls, found.manager) == (Class.DRIFT, other["manager"])


def test_kubectl_is_a_person_beside_our_manager_and_ours_alone() -> None:
    """Without a manager of ours, whoever applied the object is; beside one, it is by hand."""
    declared, live = _web()
    live["metadata"]["labels"]["old"] = "1"
    fields: dict[str, Any] = {"f:metadata": {"f:labels": {"f:old": {}}}}
    entry = {"manager": "kubectl", "operation": "Apply", "time": "t", "fieldsV1": fields}
    live["metadata"]["managedFields"].append(entry)
    (found,) = _report(Desired(declared, last=declared), live).differences
    assert (found.cls, found.reason) == (Class.DRIFT, "somebody changed it by hand")
    live["metadata"]["managedFields"] = [entry]
    (found,) = _report(Desired(declared), live).differences
    assert found.reason == "our own manager set it, and it is declared no more"


def test_what_was_not_read() -> None:
    """It is neither missing nor fine."""
    declared, _ = _web()
    assert compare([Desired(declared)], {}, CONTEXT) == Report(
        faults=("Deployment/shop/web: it was not read, so nothing can be said of it",)
    )


def test_what_is_no_object() -> None:
    """One sentence with the place it came from; the rest is compared."""
    declared, live = _web()
    broken: list[Any] = [
        {},
        {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"generateName": "x-"}},
        {"kind": 7, "apiVersion": "v1", "metadata": {"name": "x"}},
        {"kind": "ConfigMap", "apiVersion": "v1", "metadata": None},
        None,
        "text",
    ]
    desired = [Desired(one, declared_in=f"a.yaml:{at}") for at, one in enumerate(broken)]
    desired.append(Desired(declared, last=declared))
    report = compare(desired, pair(desired, [live, {}, None, "x"]), CONTEXT)  # type: ignore[list-item]
    needed = "it has to be an object with an apiVersion, a kind and a metadata.name"
    assert report.faults == tuple(f"a.yaml:{at}: {needed}" for at in range(len(broken)))
    assert report.compared == 1
    key = key_of(declared)
    assert key is not None
    unreadable = compare([Desired(declared)], {key: [1]}, CONTEXT)  # type: ignore[dict-item]
    assert unreadable.faults == ("Deployment/shop/web: what was read is no object",)


def test_defaults_are_told_only_when_asked_for() -> None:
    """They are many, and nobody's change."""
    declared, live = _web()
    desired = [Desired(declared, last=declared)]
    asked = compare(desired, pair(desired, [live]), replace(CONTEXT, defaulted=True))
    assert asked.summary.keys() == {"defaulted"}
    assert {"spec.revisionHistoryLimit", "spec.template.spec.dnsPolicy"} <= {
        one.path for one in asked.differences
    }
    assert not asked.fails


def test_keys() -> None:
    """Groups that moved, namespaces left out, and kinds that are in none."""

    def key(version: str, kind: str, **metadata: Any) -> Key | None:
        return key_of({"apiVersion": version, "kind": kind, "metadata": {"name": "a", **metadata}})

    ingress = Key("networking.k8s.io", "Ingress", "default", "a")
    assert key("extensions/v1beta1", "Ingress") == ingress
    assert key("networking.k8s.io/v1", "Ingress", namespace="default") == ingress
    assert str(ingress) == "Ingress/default/a"
    assert key("v1", "Namespace", namespace="x") == Key("", "Namespace", "", "a")
    assert key("example.com/v1", "Widget") == Key("example.com", "Widget", "", "a")
    assert key("example.com/v1", "Widget", namespace="x") == Key("example.com", "Widget", "x", "a")


def test_pairing_without_a_namespace() -> None:
    """The only live object of that name, wherever it is; of two, neither."""
    one = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    here, there = (
        {**one, "metadata": {"name": "a", "namespace": space}} for space in ("here", "there")
    )
    desired = [Desired(one)]
    key = Key("", "ConfigMap", "default", "a")
    assert pair(desired, [here]) == {key: here}
    assert pair(desired, [here, there])[key] is None
    elsewhere = [Desired({**one, "metadata": {"name": "a", "namespace": "prod"}})]
    assert pair(elsewhere, [here])[Key("", "ConfigMap", "prod", "a")] is None


def test_reports_add_up() -> None:
    """Kubernetes and AWS in one; counts in the order of the classes."""
    missing = Case(CASES / "missing-object").report()
    other = Case(CASES / "other-restart").report()
    both = other + missing
    assert both.summary == {"owned-by-other": 1, "missing": 1}
    assert both.compared == 2
    assert both.fails
    assert not other.fails
