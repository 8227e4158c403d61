"""What the Lambda service and ECR need of moto's other services, in one region.

The only module that reaches into moto's models: roles, logs, metrics, queues.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.ec2.models import ec2_backends
from moto.ecr.models import ecr_backends
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.sqs.exceptions import QueueDoesNotExist
from moto.sqs.models import sqs_backends
from moto.sts.models import sts_backends

from local.aws.account import ACCESS_KEY, ACCOUNT, SECRET_KEY

_PRINCIPAL = "lambda.amazonaws.com"


def secret_of(access_key: str) -> str | None:
    """The secret of an access key: the stand-in's own, or one that IAM or STS has given out."""
    if access_key == ACCESS_KEY:
        return SECRET_KEY
    role = sts_backends[ACCOUNT]["aws"].get_assumed_role_from_access_key(access_key)
    if role is not None:
        return str(role.secret_access_key)
    for key in iam_backends[ACCOUNT]["aws"].get_all_access_keys_for_all_users():
        if key.access_key_id == access_key:
            return str(key.secret_access_key)
    return None


@dataclass(frozen=True)
class Services:
    """The other services of the account in one region."""

    region: str

    def assumable(self, role_arn: str) -> bool:
        """Whether Lambda may assume the role: it is there, and trusts the service."""
        try:
            role = iam_backends[ACCOUNT]["aws"].get_role(role_arn.rpartition("/")[2])
        except NotFoundException:
            return False
        document = role.assume_role_policy_document or "{}"
        read = document if isinstance(document, dict) else json.loads(document)
        return role.arn == role_arn and any(_trusts(each) for each in _listed(read, "Statement"))

    def network_of(self, subnet: str) -> str | None:
        """The VPC that a subnet is in; None for a subnet that is not there."""
        for subnets in ec2_backends[ACCOUNT][self.region].subnets.values():
            if subnet in subnets:
                return str(subnets[subnet].vpc_id)
        return None

    def repositories(self) -> frozenset[str]:
        """The names of the repositories that ECR has."""
        return frozenset(ecr_backends[ACCOUNT][self.region].repositories)

    def log(self, group: str, stream: str, events: Sequence[dict[str, Any]]) -> None:
        """Append events ({timestamp in ms, message}) to a stream that is made when missing."""
        backend = logs_backends[ACCOUNT][self.region]
        backend.ensure_log_group(group)
        backend.ensure_log_stream(group, stream)
        backend.put_log_events(group, stream, sorted(events, key=lambda each: each["timestamp"]))

    def metric_filters(self, group: str) -> list[dict[str, Any]]:
        """The metric filters on a log group."""
        return list(logs_backends[ACCOUNT][self.region].describe_metric_filters(None, group))

    def forget_metric_filter(self, group: str, name: str) -> None:
        """Remove a metric filter: moto adds a second one where AWS replaces the first."""
        for known in self.metric_filters(group):
            if known["filterName"] == name:
                logs_backends[ACCOUNT][self.region].delete_metric_filter(name, group)

    def measure(self, namespace: str, data: Sequence[dict[str, Any]]) -> None:
        """Put metric data, as PutMetricData takes it."""
        cloudwatch_backends[ACCOUNT][self.region].put_metric_data(namespace, list(data))

    def measured(
        self, namespace: str, name: str, dimensions: Mapping[str, str]
    ) -> Iterator[tuple[datetime, float]]:
        """Every value of one metric with the time (naive UTC) it was put for."""
        for datum in tuple(cloudwatch_backends[ACCOUNT][self.region].metric_data):
            found = {each.name: each.value for each in datum.dimensions}
            same = datum.namespace == namespace and datum.name == name and found == dimensions
            if same and hasattr(datum, "value"):
                yield datum.timestamp.replace(tzinfo=None), float(datum.value)

    def alarms(self) -> list[Any]:
        """The metric alarms, as moto keeps them."""
        return list(cloudwatch_backends[ACCOUNT][self.region].alarms.values())

    def send(self, queue_arn: str, message: str) -> None:
        """Put a message into a queue; one that is gone loses it, as on AWS."""
        _, _, _, region, account, name = queue_arn.split(":", 5)
        try:
            sqs_backends[account][region].send_message(name, message)
        except QueueDoesNotExist:
            return


def _trusts(statement: Mapping[str, Any]) -> bool:
    principal = statement.get("Principal", {})
    trusted = principal == "*" or _PRINCIPAL in _listed(principal, "Service")
    actions = {"sts:AssumeRole", "sts:*", "*"}
    return (
        statement.get("Effect") == "Allow"
        and trusted
        and not actions.isdisjoint(_listed(statement, "Action"))
    )


def _listed(holder: object, key: str) -> Iterable[Any]:
    found = holder.get(key, ()) if isinstance(holder, Mapping) else ()
    return found if isinstance(found, list | tuple) else [found]
