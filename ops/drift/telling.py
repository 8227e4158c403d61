"""Telling others of an inspection: a file, a webhook, metrics. None of them hides another."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ops.drift.metrics import as_metrics
from ops.drift.placing import place
from ops.drift.webhook import address_problem, post


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a report goes beside stdout: two files and an address, each empty for nowhere."""

    file: str = ""
    webhook: str = ""
    metrics: str = ""

    def problem(self) -> str | None:
        """What is wrong with the addresses, before anything is looked at; a sentence or None."""
        return address_problem(self.webhook) if self.webhook else None


def tell(report: Mapping[str, Any], telling: Telling, stack: str, now: datetime) -> tuple[str, ...]:
    """Tell of a report, the document of `--output json`; a sentence for each that did not get it.

    `now` is when the inspection ended. Who did not get it is no reason to hide drift: the command
    ends with 3 only where it would have ended with 0.
    """
    return tuple(_told(report, telling, stack, now))


def _told(report: Mapping[str, Any], telling: Telling, stack: str, now: datetime) -> Iterator[str]:
    time = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    document = {"stack": stack, "time": time, **report}
    if telling.file:
        yield from _placed(telling.file, json.dumps(document, indent=2, default=str) + "\n")
    if telling.metrics:
        yield from _placed(telling.metrics, as_metrics(report, stack, now))
    if telling.webhook:
        failure = post(telling.webhook, json.loads(json.dumps(document, default=str)))
        if failure:
            yield failure


def _placed(name: str, text: str) -> Iterator[str]:
    try:
        place(Path(name), text)
    except OSError as error:
        yield f"{name} can't be written: {error.strerror or error}"
