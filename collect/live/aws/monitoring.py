"""Log groups and alarms of CloudWatch."""

from collections.abc import Mapping
from typing import Any

from .resource import Asked, Data, chosen, tags
from .session import Clients

_ALARM = {
    "ActionsEnabled": "actionsEnabled",
    "AlarmActions": "alarmActions",
    "AlarmArn": "arn",
    "AlarmDescription": "alarmDescription",
    "AlarmName": "name",
    "ComparisonOperator": "comparisonOperator",
    "DatapointsToAlarm": "datapointsToAlarm",
    "EvaluateLowSampleCountPercentile": "evaluateLowSampleCountPercentiles",
    "EvaluationPeriods": "evaluationPeriods",
    "ExtendedStatistic": "extendedStatistic",
    "InsufficientDataActions": "insufficientDataActions",
    "MetricName": "metricName",
    "Namespace": "namespace",
    "OKActions": "okActions",
    "Period": "period",
    "Statistic": "statistic",
    "Threshold": "threshold",
    "ThresholdMetricId": "thresholdMetricId",
    "TreatMissingData": "treatMissingData",
    "Unit": "unit",
}
_QUERY = {
    "AccountId": "accountId",
    "Expression": "expression",
    "Id": "id",
    "Label": "label",
    "Period": "period",
    "ReturnData": "returnData",
}
_METRIC = {"MetricName": "metricName", "Namespace": "namespace"}
_STATISTIC = {"Period": "period", "Stat": "stat", "Unit": "unit"}


def log_group(clients: Clients, asked: Asked) -> Data | None:
    """A log group: how long its lines are kept (days; 0 is for ever), and under which key."""
    logs = clients("logs", asked.region)
    pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=asked.id)
    listed = (one for page in pages for one in page["logGroups"])
    answer = next((one for one in listed if one["logGroupName"] == asked.id), None)
    if answer is None:
        return None
    names = {"kmsKeyId": "kmsKeyId", "logGroupClass": "logGroupClass", "logGroupName": "name"}
    found = chosen(answer, names)
    found["retentionInDays"] = answer.get("retentionInDays", 0)
    found["arn"] = str(answer.get("arn", "")).removesuffix(":*")
    if found["arn"]:
        found["tags"] = tags(logs.list_tags_for_resource(resourceArn=found["arn"])["tags"])
    return found


def metric_alarm(clients: Clients, asked: Asked) -> Data | None:
    """An alarm: what it watches, from when on, and whom it tells."""
    watch = clients("cloudwatch", asked.region)
    listed = watch.describe_alarms(AlarmNames=[asked.id], AlarmTypes=["MetricAlarm"])
    answer = next(iter(listed["MetricAlarms"]), None)
    if answer is None:
        return None
    found = chosen(answer, _ALARM)
    found["dimensions"] = _dimensions(answer)
    found["metricQueries"] = [_query(one) for one in answer.get("Metrics") or ()] or None
    found["tags"] = tags(watch.list_tags_for_resource(ResourceARN=found["arn"])["Tags"])
    return found


def _query(one: Mapping[str, Any]) -> Data:
    found = chosen(one, _QUERY)
    statistic = one.get("MetricStat")
    metric = statistic["Metric"] if statistic else {}
    found["metric"] = statistic and {
        **chosen(metric, _METRIC),
        **chosen(statistic, _STATISTIC),
        "dimensions": _dimensions(metric),
    }
    return found


def _dimensions(one: Mapping[str, Any]) -> Data:
    return {each["Name"]: each["Value"] for each in one.get("Dimensions") or ()}
