"""Reading many resources: what is not there is told from what could not be read."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from .functions import alias, function, function_url
from .images import repository
from .invocations import event_invoke_config, provisioned_concurrency
from .metric_filters import log_metric_filter
from .monitoring import log_group, metric_alarm
from .permissions import permission
from .policies import lifecycle_policy, repository_policy, role_policy
from .queues import queue
from .resource import Asked, Data, Reader
from .roles import role
from .secrets import parameter, secret, secret_version
from .session import MISSING, Clients, is_gone, said_of

_AT_ONCE = 8

READERS: Mapping[str, Reader] = {
    "aws:cloudwatch/logGroup:LogGroup": log_group,
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": log_metric_filter,
    "aws:cloudwatch/metricAlarm:MetricAlarm": metric_alarm,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy": lifecycle_policy,
    "aws:ecr/repository:Repository": repository,
    "aws:ecr/repositoryPolicy:RepositoryPolicy": repository_policy,
    "aws:iam/role:Role": role,
    "aws:iam/rolePolicy:RolePolicy": role_policy,
    "aws:lambda/alias:Alias": alias,
    "aws:lambda/function:Function": function,
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": event_invoke_config,
    "aws:lambda/functionUrl:FunctionUrl": function_url,
    "aws:lambda/permission:Permission": permission,
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": (
        provisioned_concurrency
    ),
    "aws:secretsmanager/secret:Secret": secret,
    "aws:secretsmanager/secretVersion:SecretVersion": secret_version,
    "aws:sqs/queue:Queue": queue,
    "aws:ssm/parameter:Parameter": parameter,
}
"""What can be read, by the provider's type."""


@dataclass(frozen=True, slots=True)
class Read:
    """The properties by key, None for what is not there; a sentence for what could not be read."""

    live: Mapping[str, Data | None] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Taken:
    live: dict[str, Data | None] = field(default_factory=dict)
    unread: dict[str, None] = field(default_factory=dict)


def read_resources(wanted: Iterable[Asked]) -> Read:
    """Read resources of one account. Never raises; what is in `unread` is not in `live`."""
    asked = list(wanted)
    taken = _Taken()
    for type_ in sorted({one.type for one in asked} - set(READERS)):
        taken.unread[f"resources of {type_} can't be read"] = None
    known = [one for one in asked if one.type in READERS]
    if known:
        _read(known, taken)
    return Read(taken.live, tuple(taken.unread))


def _read(known: list[Asked], taken: _Taken) -> None:
    try:
        clients = Clients()
    except ImportError:
        taken.unread[MISSING] = None
        return
    stranger = _other_account(clients, known)
    if stranger:
        taken.unread[stranger] = None
        return
    with ThreadPoolExecutor(_AT_ONCE) as many:
        for one, answer in zip(
            known, many.map(lambda one: _answer(clients, one), known), strict=True
        ):
            if isinstance(answer, str):
                taken.unread[answer] = None
            else:
                taken.live[one.key] = answer


def _answer(clients: Clients, one: Asked) -> Data | str | None:
    """The properties, None, or why nobody knows."""
    try:
        return READERS[one.type](clients, one)
    except Exception as error:  # noqa: BLE001 — no rights, no region, no network: all the same
        return None if is_gone(error) else said_of(error, f"resources of {one.type}")


def _other_account(clients: Clients, known: list[Asked]) -> str | None:
    """Why nothing may be concluded: in another account, all of it would seem to be missing."""
    accounts = {one.account for one in known} - {""}
    if not accounts:
        return None
    try:
        region = next((one.region for one in known if one.region), "")
        mine = str(clients("sts", region).get_caller_identity()["Account"])
    except Exception as error:  # noqa: BLE001 — as above
        return said_of(error, "AWS could not be asked")
    others: Any = sorted(accounts - {mine})
    if not others:
        return None
    return f"the credentials are of account {mine}, the resources in {', '.join(others)}"
