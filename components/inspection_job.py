"""The CronJob of an inspection, as Kubernetes writes it."""

from typing import Any

from .deployment import selector
from .inspection_args import DriftInspectionArgs
from .security import NONROOT, container_security, pod_security
from .volumes import writable_mounts, writable_volumes

REPORTS = "/reports"
"""Where a claim for reports is mounted."""
_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount"  # noqa: S105  # a path
_TOKEN_SECONDS = 3600
_HISTORY = 3


def cron_job_spec(name: str, args: DriftInspectionArgs, account: Any) -> dict[str, Any]:
    """The CronJob's `spec`: one at a time, each with an end, a few kept to be read.

    `account` is the ServiceAccount's name. A run that found drift fails, as one that could not
    look does: its pod's exit code says which (1 or 3), and nothing is gained by trying again.
    """
    return {
        "schedule": args.get("schedule", "17 * * * *"),
        "timeZone": args.get("time_zone", "Etc/UTC"),
        "concurrencyPolicy": "Forbid",
        "startingDeadlineSeconds": args.get("starting_deadline", 300),
        "successfulJobsHistoryLimit": _HISTORY,
        "failedJobsHistoryLimit": _HISTORY,
        "jobTemplate": {
            "spec": {
                "backoffLimit": 0,
                "activeDeadlineSeconds": args.get("deadline", 600),
                "template": {
                    "metadata": {"labels": selector(name)},
                    "spec": _pod_spec(args, account),
                },
            }
        },
    }


def command(args: DriftInspectionArgs) -> list[str]:
    """What the container runs; the webhook comes from the environment, for it is a password."""
    stack = args["stack"]
    options = []
    if args.get("reports_claim"):
        name = stack.replace("/", "-")
        options += ["--report", f"{REPORTS}/drift-{name}.json"]
        options += ["--metrics", f"{REPORTS}/drift-{name}.prom"]
    return ["shipshape", "drift", "--stack", stack, "--output", "json", *options]


def _pod_spec(args: DriftInspectionArgs, account: Any) -> dict[str, Any]:
    claim = args.get("reports_claim")
    reports = [{"name": "reports", "persistentVolumeClaim": {"claimName": claim}}] if claim else []
    return {
        "serviceAccountName": account,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "restartPolicy": "Never",
        "securityContext": pod_security(args.get("run_as_user", NONROOT)),
        "containers": [_container(args)],
        "volumes": [*writable_volumes([]), _token(), *reports],
    }


def _container(args: DriftInspectionArgs) -> dict[str, Any]:
    memory = args.get("memory", "512Mi")
    reports = [{"name": "reports", "mountPath": REPORTS}] if args.get("reports_claim") else []
    container: dict[str, Any] = {
        "name": "drift",
        "image": args["image"],
        "imagePullPolicy": "IfNotPresent",
        "command": command(args),
        "workingDir": args.get("folder", "/project"),
        "env": [
            {"name": "PULUMI_BACKEND_URL", "value": args["backend_url"]},
            {"name": "PULUMI_HOME", "value": "/tmp/pulumi"},  # noqa: S108 - a path in the container
            {"name": "PULUMI_SKIP_UPDATE_CHECK", "value": "true"},
            {"name": "HOME", "value": "/tmp"},  # noqa: S108 - a path in the container
        ],
        "resources": {
            "requests": {"memory": memory, "cpu": args.get("cpu", "100m")},
            "limits": {"memory": memory},
        },
        "securityContext": container_security(read_only_root=True),
        "terminationMessagePolicy": "FallbackToLogsOnError",
        "volumeMounts": [
            *writable_mounts([]),
            {"name": "token", "mountPath": _TOKEN, "readOnly": True},
            *reports,
        ],
    }
    if secret := args.get("environment_secret"):
        container["envFrom"] = [{"secretRef": {"name": secret}}]
    return container


def _token() -> dict[str, Any]:
    """The account's token, for an hour: an inspection ends long before."""
    namespace = {"path": "namespace", "fieldRef": {"fieldPath": "metadata.namespace"}}
    authority = {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}
    sources = [
        {"serviceAccountToken": {"path": "token", "expirationSeconds": _TOKEN_SECONDS}},
        {"configMap": authority},
        {"downwardAPI": {"items": [namespace]}},
    ]
    return {"name": "token", "projected": {"sources": sources}}
