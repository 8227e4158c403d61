"""The operator example's inspection: `python -m tests.deploy.inspection > deploy/operator/...`.

It is what the component makes, so that nobody has to write Python to have it.
"""

from typing import Any

import yaml

from components import DriftInspection, DriftInspectionArgs
from tests.components.recording import record

NAME = "shop-inspection"
ARGS: DriftInspectionArgs = {
    "image": "ghcr.io/your-org/inspector@sha256:" + "0" * 64,
    "stack": "prod",
    "namespace": "operations",
    "backend_url": "s3://your-states",
    "environment_secret": NAME,
    "secrets_in": ["shop"],
}
ORDER = ["ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "CronJob"]
HEAD = """\
# What the component DriftInspection makes; change the names, the image and the backend.
#
# The Secret shop-inspection has PULUMI_CONFIG_PASSPHRASE, the backend's credentials and, if wanted,
# SHIPSHAPE_DRIFT_WEBHOOK. Secrets are read in the namespace shop alone.
"""


def render() -> str:
    """The objects as YAML, in the order to apply."""
    asked, _ = record(lambda: DriftInspection(NAME, ARGS).cron_job)
    objects = [
        _object(one.type, one.inputs)
        for one in asked.values()
        if one.type.startswith("kubernetes:")
    ]
    objects.sort(key=lambda one: ORDER.index(one["kind"]))
    return HEAD + "".join(f"---\n{yaml.safe_dump(one, width=100)}" for one in objects)


def _object(type_: str, inputs: dict[str, Any]) -> dict[str, Any]:
    version, _, kind = type_.removeprefix("kubernetes:").rpartition(":")
    return {**inputs, "apiVersion": version.removeprefix("core/"), "kind": kind}


if __name__ == "__main__":
    print(render(), end="")
