"""The alarms of a LambdaService on the stand-in: they go off over what callers really got."""

import json
from collections.abc import Iterator

import httpx

from local.functions.spec import FunctionSpec
from tests.components.aws.api.calls import calls
from tests.components.aws.making import function
from tests.local.aws.test_urls import url
from tests.local.aws.world import World


def answers(_: FunctionSpec, event: bytes) -> Iterator[bytes]:
    """Answer with the status that the path asks for."""
    path = json.loads(event)["rawPath"]
    yield json.dumps({"statusCode": int(path.strip("/")), "body": ""}).encode()


def test_pain_33_a_service_that_answers_500_is_noticed(world: World) -> None:
    """For AWS such a request went well; five of them in a minute are the alarm's, and 404s none."""
    place = url(world, "service", answers)
    watch = world.client("cloudwatch")
    asked, outputs = function()
    for name in outputs["alarms"]:
        ((_, _, params),) = calls(asked[name])
        watch.put_metric_alarm(**params)

    def ringing() -> list[str]:
        found = watch.describe_alarms(AlarmNamePrefix="service-")["MetricAlarms"]
        return [each["AlarmName"] for each in found if each["StateValue"] == "ALARM"]

    for status in (404, 404, 404, 404, 404, 500, 500, 503, 500):
        assert httpx.get(f"{place}{status}").status_code == status
    assert ringing() == []
    httpx.get(f"{place}500")
    assert ringing() == ["service-answers"]
