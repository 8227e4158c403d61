"""The component that looks for drift by schedule, from inside the cluster."""

from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes

from .inspection_access import reading_rules, role_reference, secret_rules
from .inspection_args import DriftInspectionArgs, inspection_problems
from .inspection_job import cron_job_spec
from .refusal import refuse


class DriftInspection(pulumi.ComponentResource):
    """A CronJob that runs `shipshape drift`, with an account that can read and do nothing else."""

    cron_job: pulumi.Output[str]
    """Name of the CronJob."""
    service_account: pulumi.Output[str]
    """Name of the account that it runs as."""

    def __init__(
        self,
        name: str,
        args: DriftInspectionArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__("shipshape:index:DriftInspection", name, {}, opts)

        refuse(inspection_problems(args))

        self._name = name
        self._args = args
        self._options = pulumi.ResourceOptions(parent=self)
        account = kubernetes.core.v1.ServiceAccount(
            f"{name}-account",
            metadata=self._metadata(annotations=args.get("service_account_annotations", {})),
            automount_service_account_token=False,
            opts=self._options,
        )
        self._account = account.metadata.apply(lambda metadata: metadata.name)
        self._grant_reading()
        for namespace in args.get("secrets_in", []):
            self._grant_secrets(namespace)
        job = kubernetes.batch.v1.CronJob(
            f"{name}-job",
            metadata=self._metadata(),
            spec=cron_job_spec(name, args, self._account),
            opts=self._options,
        )
        self.cron_job = job.metadata.apply(lambda metadata: metadata.name)
        self.service_account = self._account
        self.register_outputs({"cron_job": self.cron_job, "service_account": self.service_account})

    def _grant_reading(self) -> None:
        """All namespaces: a stack's objects may be in any, and some are in none."""
        role = kubernetes.rbac.v1.ClusterRole(
            f"{self._name}-reader",
            metadata=self._unplaced(),
            rules=reading_rules(self._args.get("more_kinds", {})),
            opts=self._options,
        )
        kubernetes.rbac.v1.ClusterRoleBinding(
            f"{self._name}-reads",
            metadata=self._unplaced(),
            role_ref=role_reference("ClusterRole", self._cluster_name),
            subjects=self._subjects(),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role]),
        )

    def _grant_secrets(self, namespace: str) -> None:
        place = {"name": f"{self._name}-secrets", "namespace": namespace}
        metadata = {**self._unplaced(), **place}
        role = kubernetes.rbac.v1.Role(
            f"{self._name}-secrets-{namespace}",
            metadata=metadata,
            rules=secret_rules(),
            opts=self._options,
        )
        kubernetes.rbac.v1.RoleBinding(
            f"{self._name}-reads-secrets-{namespace}",
            metadata=metadata,
            role_ref=role_reference("Role", place["name"]),
            subjects=self._subjects(),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role]),
        )

    @property
    def _cluster_name(self) -> pulumi.Output[str]:
        """Two inspections of the same name in two namespaces must not share a ClusterRole."""
        namespace = pulumi.Output.from_input(self._args["namespace"])
        return namespace.apply(lambda known: f"{known}-{self._name}")

    def _subjects(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": "ServiceAccount",
                "name": self._account,
                "namespace": self._args["namespace"],
            }
        ]

    def _unplaced(self) -> dict[str, Any]:
        return {"name": self._cluster_name, "labels": self._labels()}

    def _metadata(self, **more: Any) -> dict[str, Any]:
        placed = {"name": self._name, "namespace": self._args["namespace"]}
        return {**placed, "labels": self._labels(), **{k: v for k, v in more.items() if v}}

    def _labels(self) -> dict[str, str]:
        return {
            "app.kubernetes.io/name": self._name,
            "app.kubernetes.io/instance": self._name,
            "app.kubernetes.io/managed-by": "pulumi",
        }
