"""What `shipshape status` prints."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from ops.report.standing import Standing, as_json, as_text

STANDING = Standing(
    stack="dev",
    resources=12,
    last_kind="update",
    last_result="succeeded",
    updated=datetime(2026, 11, 23, 8, 50, tzinfo=UTC),
    url="http://localhost:30080",
    health="answers 200",
    well=True,
)


def test_a_person_reads_five_lines() -> None:
    """The whole text."""
    assert as_text(STANDING) == (
        "stack      dev\n"
        "updated    2026-11-23 08:50 UTC, update: succeeded\n"
        "resources  12\n"
        "url        http://localhost:30080\n"
        "health     answers 200"
    )


def test_a_new_stack_and_a_running_update_say_so() -> None:
    """Neither has an end to print."""
    new = replace(STANDING, last_kind=None, updated=None)
    running = replace(STANDING, updated=None, last_result="in-progress")
    assert as_text(new).splitlines()[1] == "updated    never"
    assert as_text(running).splitlines()[1] == "updated    still running, update: in-progress"


def test_a_machine_reads_the_same() -> None:
    """One document, times in ISO 8601."""
    assert json.loads(as_json(STANDING)) == {
        "stack": "dev",
        "resources": 12,
        "last": {"kind": "update", "result": "succeeded", "ended": "2026-11-23T08:50:00+00:00"},
        "url": "http://localhost:30080",
        "health": "answers 200",
        "well": True,
    }
