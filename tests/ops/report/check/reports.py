"""One report with one finding of every sort, for the tests of each format."""

from dataclasses import replace

from ops.check.finding import Excuse, Finding, Report
from ops.check.levels import Level
from ops.check.reading.found import Trouble
from policies.rules.model import Verdict
from tests.ops.check.rules import IMAGE, REPLICAS

FAILED = Finding(
    IMAGE,
    Verdict.FAIL,
    Level.ERROR,
    "Deployment/shop/web",
    "server",
    "spec.containers[0].image",
    "deploy/web app.yaml",
    12,
    "The image floats: 100%, <b>\n::really.",
)
PASSED = FAILED._replace(verdict=Verdict.PASS, container="proxy", path="spec", message="", line=13)
UNKNOWN = Finding(
    REPLICAS,
    Verdict.UNKNOWN,
    Level.WARNING,
    "Deployment/shop/web",
    "",
    "spec.replicas",
    "deploy/web app.yaml",
    7,
    "not known yet",
)
WAIVED = FAILED._replace(
    object="Pod//old",
    line=0,
    file="cluster:shop",
    excuse=Excuse("No other tag.", "waivers.yaml:3", "team", "2027-01-01"),
)
IN_PLACE = WAIVED._replace(excuse=Excuse("Known.", "Pod//old: metadata.annotations", in_place=True))
TROUBLES = [
    Trouble("broken.yaml", 3, "did not find expected key"),
    Trouble("waivers.yaml", 9, "nothing needs the waiver of x: remove it", broken=False),
]
EMPTY = Report(rules=(IMAGE, REPLICAS))
REPORT = replace(
    EMPTY, findings=[FAILED, PASSED, UNKNOWN, WAIVED, IN_PLACE], troubles=TROUBLES, objects=2
)
SUMMARY = "1 error, 1 unknown, 2 waived, 1 unreadable (2 rules, 2 objects)"
