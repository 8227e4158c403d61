"""Metrics that CloudWatch counts from log lines."""

from local.providers.aws import forms
from local.providers.aws.asking import Account
from local.providers.aws.kind import REGION, Kind, Naming, Properties, Update
from local.providers.aws.property import Property, Setter, answered, asked
from local.providers.protocol.failures import ProviderError

_TRANSFORMATION = (
    Property("name", "metricName", Setter.REQUIRED),
    Property("namespace", "metricNamespace", Setter.REQUIRED),
    Property("value", "metricValue", Setter.REQUIRED),
    Property("defaultValue", "defaultValue", form=forms.DECIMAL),
    Property("dimensions", "dimensions"),
    Property("unit", "unit", default="None"),
)
_METRIC = Property("metricTransformation", setter=Setter.REQUIRED, nested=_TRANSFORMATION)
_PROPERTIES = (
    Property("name", "filterName", replaces=True),
    Property("logGroupName", "logGroupName", Setter.REQUIRED, replaces=True),
    Property("pattern", "filterPattern", Setter.REQUIRED),
    Property("applyOnTransformedLogs", "applyOnTransformedLogs", Setter.COMPUTED),
    _METRIC,
    REGION,
)


def _put(account: Account, wanted: Properties) -> Properties:
    metric = asked(_TRANSFORMATION, wanted[_METRIC.name])
    arguments = {**asked(_PROPERTIES, wanted), "metricTransformations": [metric]}
    account.ask("logs", "put_metric_filter", **arguments)
    return {}


def _read(account: Account, known: Properties) -> Properties | None:
    asking = {"logGroupName": known["logGroupName"], "filterNamePrefix": known["name"]}
    filters = account.all("logs", "describe_metric_filters", "metricFilters", **asking)
    told = next((one for one in filters if one["filterName"] == known["name"]), None)
    if told is None:
        return None
    metric = answered(_TRANSFORMATION, told["metricTransformations"][0])
    whole = {"logGroupName": known["logGroupName"], **told}
    return {**answered(_PROPERTIES, whole), _METRIC.name: metric}


def _update(account: Account, update: Update) -> None:
    _put(account, update.wanted)


def _delete(account: Account, known: Properties) -> None:
    names = {"logGroupName": known["logGroupName"], "filterName": known["name"]}
    account.ask("logs", "delete_metric_filter", **names)


def _located(identity: str) -> Properties:
    group, _, name = identity.rpartition(":")
    if not group:
        raise ProviderError(f"{identity!r} is not <log group>:<filter>")
    return {"logGroupName": group, "name": name}


LOG_METRIC_FILTER = Kind(
    type="aws:cloudwatch/logMetricFilter:LogMetricFilter",
    title="CloudWatch Logs Metric Filter",
    properties=_PROPERTIES,
    located=_located,
    create=_put,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(longest=512),
)
"""A metric that is counted from log lines."""
