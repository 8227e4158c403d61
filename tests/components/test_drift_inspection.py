"""The scheduled inspection under mocks: what it makes, what it may do, and that our rules agree."""

from typing import Any

import pulumi
import pytest

from components import DriftInspection, DriftInspectionArgs, inspection_problems
from policies.rules.configuration import select
from policies.rules.judge import judge_objects
from policies.rules.model import Profile, Verdict
from policies.rules.registry import registered
from policies.rules.subjects import Object

from .recording import Asked, record

IMAGE = "registry.example.com/shop/inspector@sha256:" + "0123456789abcdef" * 4
ARGS: DriftInspectionArgs = {
    "image": IMAGE,
    "stack": "acme/shop/prod",
    "namespace": "operations",
    "backend_url": "s3://states",
    "environment_secret": "inspection",
    "reports_claim": "reports",
    "secrets_in": ["shop"],
    "more_kinds": {"cert-manager.io": ["certificates"], "apps": ["controllerrevisions"]},
    "service_account_annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/reader"},
}
LABELS = {
    "app.kubernetes.io/name": "drift",
    "app.kubernetes.io/instance": "drift",
    "app.kubernetes.io/managed-by": "pulumi",
}


def made(args: DriftInspectionArgs) -> tuple[dict[str, Asked], Any]:
    """The children by name, and the component's outputs."""

    def program() -> pulumi.Output[Any]:
        inspection = DriftInspection("drift", args)
        return pulumi.Output.all(inspection.cron_job, inspection.service_account)

    return record(program)


def objects(asked: dict[str, Asked]) -> list[Object]:
    """The children as objects, as the policy pack sees them."""
    found = []
    for one in asked.values():
        if one.type.startswith("kubernetes:"):
            version, _, kind = one.type.removeprefix("kubernetes:").rpartition(":")
            head = {"apiVersion": version.removeprefix("core/"), "kind": kind}
            found.append(Object({**one.inputs, **head}))
    return found


def test_what_it_makes() -> None:
    """A CronJob, its account, and roles that are bound to nobody else."""
    asked, outputs = made(ARGS)
    assert {name: one.type.rpartition(":")[2] for name, one in asked.items()} == {
        "drift": "DriftInspection",
        "drift-account": "ServiceAccount",
        "drift-reader": "ClusterRole",
        "drift-reads": "ClusterRoleBinding",
        "drift-secrets-shop": "Role",
        "drift-reads-secrets-shop": "RoleBinding",
        "drift-job": "CronJob",
    }
    assert outputs == ["drift", "drift"]
    subject = {"kind": "ServiceAccount", "name": "drift", "namespace": "operations"}
    for name in ("drift-reads", "drift-reads-secrets-shop"):
        assert asked[name].inputs["subjects"] == [subject]
    assert asked["drift-reads"].inputs["roleRef"] == {
        "apiGroup": "rbac.authorization.k8s.io",
        "kind": "ClusterRole",
        "name": "operations-drift",
    }
    assert asked["drift-account"].inputs["metadata"] == {
        "name": "drift",
        "namespace": "operations",
        "labels": LABELS,
        "annotations": ARGS["service_account_annotations"],
    }


def test_it_can_read_and_do_nothing_else() -> None:
    """No verb that writes, no wildcard, and Secrets in one namespace alone."""
    asked, _ = made(ARGS)
    rules = asked["drift-reader"].inputs["rules"]
    secrets = asked["drift-secrets-shop"]
    assert {verb for rule in [*rules, *secrets.inputs["rules"]] for verb in rule["verbs"]} == {
        "get",
        "list",
    }
    by_group = {rule["apiGroups"][0]: rule["resources"] for rule in rules}
    assert "secrets" not in by_group[""]
    assert not any("*" in resources for resources in by_group.values())
    assert by_group["cert-manager.io"] == ["certificates"]
    assert "controllerrevisions" in by_group["apps"]
    assert "deployments" in by_group["apps"]
    assert secrets.inputs["metadata"]["namespace"] == "shop"
    assert secrets.inputs["rules"][0]["resources"] == ["secrets"]


def test_one_at_a_time_and_each_ends() -> None:
    """The schedule, the deadlines, what is kept; and the command that is run."""
    asked, _ = made(ARGS)
    spec = asked["drift-job"].inputs["spec"]
    job = spec.pop("jobTemplate")["spec"]
    assert spec == {
        "schedule": "17 * * * *",
        "timeZone": "Etc/UTC",
        "concurrencyPolicy": "Forbid",
        "startingDeadlineSeconds": 300,
        "successfulJobsHistoryLimit": 3,
        "failedJobsHistoryLimit": 3,
    }
    pod = job.pop("template")["spec"]
    assert job == {"backoffLimit": 0, "activeDeadlineSeconds": 600}
    assert pod["restartPolicy"] == "Never"
    (container,) = pod["containers"]
    assert container["command"] == [
        *("shipshape", "drift", "--stack", "acme/shop/prod", "--output", "json"),
        *("--report", "/reports/drift-acme-shop-prod.json"),
        *("--metrics", "/reports/drift-acme-shop-prod.prom"),
    ]
    assert container["envFrom"] == [{"secretRef": {"name": "inspection"}}]
    assert [one["name"] for one in pod["volumes"]] == ["tmp", "token", "reports"]


def test_without_anything_but_what_is_needed() -> None:
    """No claim, no Secret: nothing mounted and nothing read from where there is nothing."""
    asked, _ = made(
        {"image": IMAGE, "stack": "dev", "namespace": "operations", "backend_url": "s3://states"}
    )
    assert not [name for name in asked if "secrets" in name]
    pod = asked["drift-job"].inputs["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert "envFrom" not in container
    assert container["command"] == ["shipshape", "drift", "--stack", "dev", "--output", "json"]
    assert [one["name"] for one in pod["volumes"]] == ["tmp", "token"]


def test_our_own_rules_find_nothing() -> None:
    """Baseline and restricted, over all that it makes; an inspection is no server."""
    asked, _ = made(ARGS)
    rules = select(registered(), [Profile.RESTRICTED])
    results = list(judge_objects(rules, objects(asked)))
    assert {"sa-automount-token", "cronjob-schedule"} <= {one.rule.id for one in results}
    assert [
        (one.rule.id, str(one.path), one.message)
        for one in results
        if one.verdict is not Verdict.PASS
    ] == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            {"schedule": "every hour"},
            '`schedule` ("every hour") must have five fields, or be a macro such as @hourly',
        ),
        ({"deadline": 0}, "`deadline` (0) must be at least 1 second"),
        ({"starting_deadline": 5}, "`starting_deadline` (5) must be at least 10 seconds"),
        (
            {"run_as_user": 0},
            "`run_as_user` must be the id of a user other than root, e.g. 65532",
        ),
        ({"memory": "lots"}, '`memory`: "lots" is not a Kubernetes quantity; use e.g. 512Mi'),
        (
            {"more_kinds": {"": ["*"]}},
            "`more_kinds`: the core group must not have *: name what is to be read",
        ),
        (
            {"more_kinds": {"": ["secrets"]}},
            "`more_kinds` must not have secrets; `secrets_in` says where they may be read",
        ),
        ({"folder": "project"}, "`folder` must be an absolute path in the image"),
    ],
)
def test_contradictions_are_sentences(more: dict[str, Any], problem: str) -> None:
    """Each by itself; the component ends the run with it."""
    args: DriftInspectionArgs = {**ARGS, **more}  # type: ignore[typeddict-item]
    assert inspection_problems(args) == [problem]
    assert inspection_problems(ARGS) == []
    with pytest.raises(pulumi.RunError, match="`"):
        made(args)
