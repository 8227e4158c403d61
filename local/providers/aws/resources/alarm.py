"""CloudWatch alarms."""

from local.providers.aws import forms, tagging
from local.providers.aws.asking import Account
from local.providers.aws.kind import (
    REGION,
    TAGS,
    TAGS_ALL,
    Kind,
    Naming,
    Properties,
    Update,
)
from local.providers.aws.property import Property, Setter, answered, asked

_METRIC = (
    Property("metricName", "MetricName", Setter.REQUIRED),
    Property("namespace", "Namespace"),
    Property("dimensions", "Dimensions", form=forms.PAIRS),
)
_STATISTIC = (
    Property("period", "Period", Setter.REQUIRED),
    Property("stat", "Stat", Setter.REQUIRED),
    Property("unit", "Unit"),
)
_QUERY = (
    Property("id", "Id", Setter.REQUIRED),
    Property("accountId", "AccountId"),
    Property("expression", "Expression"),
    Property("label", "Label"),
    Property("period", "Period"),
    Property("returnData", "ReturnData", default=False),
    Property("metric", nested=(*_METRIC, *_STATISTIC)),
)
_QUERIES = Property("metricQueries", many=True, nested=_QUERY)
_PROPERTIES = (
    Property("name", "AlarmName", replaces=True),
    Property("actionsEnabled", "ActionsEnabled", default=True),
    Property("alarmActions", "AlarmActions", form=forms.SET),
    Property("alarmDescription", "AlarmDescription"),
    Property("comparisonOperator", "ComparisonOperator", Setter.REQUIRED),
    Property("datapointsToAlarm", "DatapointsToAlarm"),
    Property("dimensions", "Dimensions", form=forms.PAIRS),
    Property(
        "evaluateLowSampleCountPercentiles", "EvaluateLowSampleCountPercentile", Setter.COMPUTED
    ),
    Property("evaluationPeriods", "EvaluationPeriods", Setter.REQUIRED),
    Property("extendedStatistic", "ExtendedStatistic"),
    Property("insufficientDataActions", "InsufficientDataActions", form=forms.SET),
    Property("metricName", "MetricName"),
    Property("namespace", "Namespace"),
    Property("okActions", "OKActions", form=forms.SET),
    Property("period", "Period"),
    Property("statistic", "Statistic"),
    Property("threshold", "Threshold"),
    Property("thresholdMetricId", "ThresholdMetricId"),
    Property("treatMissingData", "TreatMissingData", default="missing"),
    Property("unit", "Unit"),
    _QUERIES,
    TAGS,
    TAGS_ALL,
    REGION,
    Property("arn", "AlarmArn", Setter.OUTPUT),
)
_TAGGING = tagging.Tagging("cloudwatch", "ResourceARN")


def _put(account: Account, wanted: Properties) -> Properties:
    """The whole is written each time: what is not said is unset, tags excepted."""
    arguments = asked(_PROPERTIES, wanted)
    queries = [_asked_query(one) for one in wanted.get(_QUERIES.name) or ()]
    if queries:
        arguments["Metrics"] = queries
    tags = tagging.listed(wanted.get("tags"))
    account.ask("cloudwatch", "put_metric_alarm", **arguments, Tags=tags)
    return {}


def _asked_query(query: Properties) -> Properties:
    written = asked(_QUERY, query)
    if metric := query.get("metric"):
        statistic = asked(_STATISTIC, metric)
        written["MetricStat"] = {"Metric": asked(_METRIC, metric), **statistic}
    return written


def _read(account: Account, known: Properties) -> Properties | None:
    asking = {"AlarmNames": [known["name"]], "AlarmTypes": ["MetricAlarm"]}
    told = account.ask("cloudwatch", "describe_alarms", **asking)["MetricAlarms"]
    if not told:
        return None
    found = answered(_PROPERTIES, told[0])
    found[_QUERIES.name] = [_answered_query(one) for one in told[0].get("Metrics") or ()]
    listing = account.ask("cloudwatch", "list_tags_for_resource", ResourceARN=found["arn"])
    return {**found, **tagging.both(listing["Tags"])}


def _answered_query(told: Properties) -> Properties:
    found = answered(_QUERY, told)
    if statistic := told.get("MetricStat"):
        metric = answered(_METRIC, statistic["Metric"])
        found["metric"] = {**metric, **answered(_STATISTIC, statistic)}
    return found


def _update(account: Account, update: Update) -> None:
    _put(account, {**update.wanted, "tags": None})
    _TAGGING.change(account, update.known["arn"], update)


def _delete(account: Account, known: Properties) -> None:
    account.ask("cloudwatch", "delete_alarms", AlarmNames=[known["name"]])


METRIC_ALARM = Kind(
    type="aws:cloudwatch/metricAlarm:MetricAlarm",
    title="CloudWatch Metric Alarm",
    properties=_PROPERTIES,
    create=_put,
    read=_read,
    update=_update,
    delete=_delete,
    naming=Naming(),
)
"""An alarm on a metric, or on an expression of several."""
