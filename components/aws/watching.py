"""Making a function's alarms, and the figures of cold starts, which are in the log alone."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from .alarms import alarms, init_filters
from .site import Site


def watch(
    site: Site, log_group: pulumi.Input[str], actions: Sequence[pulumi.Input[str]]
) -> list["aws.cloudwatch.MetricAlarm"]:
    """The alarms; the alias waits for them, so that no version serves unwatched."""
    for child, settings in init_filters(site.plan).items():
        aws.cloudwatch.LogMetricFilter(
            site.named(child),
            name=site.named(child),
            log_group_name=log_group,
            opts=site.options(),
            **settings,
        )
    return [
        aws.cloudwatch.MetricAlarm(
            site.named(child),
            name=site.named(child),
            alarm_actions=list(actions) or None,
            tags=dict(site.tags),
            opts=site.options(),
            **settings,
        )
        for child, settings in alarms(site.plan).items()
    ]
