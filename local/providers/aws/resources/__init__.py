"""The resource types that the Lambda target uses."""

from collections.abc import Mapping

from local.providers.aws.configuration import ELSEWHERE
from local.providers.aws.kind import Kind
from local.providers.aws.resources.alarm import METRIC_ALARM
from local.providers.aws.resources.alias import ALIAS
from local.providers.aws.resources.concurrency import PROVISIONED_CONCURRENCY
from local.providers.aws.resources.function import FUNCTION
from local.providers.aws.resources.invoking import EVENT_INVOKE_CONFIG
from local.providers.aws.resources.log_group import LOG_GROUP
from local.providers.aws.resources.log_metric_filter import LOG_METRIC_FILTER
from local.providers.aws.resources.parameter import PARAMETER
from local.providers.aws.resources.permission import PERMISSION
from local.providers.aws.resources.queue import QUEUE
from local.providers.aws.resources.repository import REPOSITORY
from local.providers.aws.resources.repository_policies import LIFECYCLE_POLICY, REPOSITORY_POLICY
from local.providers.aws.resources.role import ROLE
from local.providers.aws.resources.role_policies import ROLE_POLICY, ROLE_POLICY_ATTACHMENT
from local.providers.aws.resources.secret import SECRET
from local.providers.aws.resources.secret_version import SECRET_VERSION
from local.providers.aws.resources.url import FUNCTION_URL
from local.providers.protocol.failures import ProviderError

KINDS: Mapping[str, Kind] = {
    one.type: one
    for one in (
        ALIAS,
        EVENT_INVOKE_CONFIG,
        FUNCTION,
        FUNCTION_URL,
        LIFECYCLE_POLICY,
        LOG_GROUP,
        LOG_METRIC_FILTER,
        METRIC_ALARM,
        PARAMETER,
        PERMISSION,
        PROVISIONED_CONCURRENCY,
        QUEUE,
        REPOSITORY,
        REPOSITORY_POLICY,
        ROLE,
        ROLE_POLICY,
        ROLE_POLICY_ATTACHMENT,
        SECRET,
        SECRET_VERSION,
    )
}
"""What is answered, by the provider's type."""


def kind_of(token: str) -> Kind:
    """The description of a type.

    Raises ProviderError for a type that is not answered.
    """
    if token not in KINDS:
        raise ProviderError(f"{token} is not answered here: {ELSEWHERE}")
    return KINDS[token]
