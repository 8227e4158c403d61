"""Cases in folders: what is declared, what is live, and all that has to be said of it."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from drift.compare import compare
from drift.context import Context
from drift.exclusions import read_exclusions
from drift.model import Desired, Report
from drift.pairing import pair

CASES = Path(__file__).parent / "cases"
NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One folder.

    `desired.yaml` and `live.yaml` hold one object or more, `last.yaml` what was applied last.
    `context.yaml` may have `applied` (what is declared was applied last), and fields of a Context;
    `expected.json` has every difference, of every class but `defaulted`.
    """

    folder: Path

    @property
    def desired(self) -> list[Desired]:
        """What is declared, with what was applied last where the case knows it."""
        applied = self._options.get("applied", False)
        last = {_name(one): one for one in self.read("last")}
        return [
            Desired(one, last=one if applied else last.get(_name(one)))
            for one in self.read("desired")
        ]

    @property
    def live(self) -> list[Any]:
        """What is there."""
        return self.read("live")

    @property
    def context(self) -> Context:
        """How to judge, on the first of December."""
        options = {key: value for key, value in self._options.items() if key != "applied"}
        exclusions, faults = read_exclusions(options.pop("waivers", None))
        assert not faults
        return replace(Context(now=NOW), exclusions=exclusions, **options)

    @property
    def expected(self) -> dict[str, Any]:
        """All that has to be said."""
        found: dict[str, Any] = json.loads((self.folder / "expected.json").read_text())
        return found

    def report(self) -> Report:
        """What is said."""
        desired = self.desired
        return compare(desired, pair(desired, self.live), self.context)

    def read(self, name: str) -> list[Any]:
        """The documents of one file; none if there is no such file."""
        file = self.folder / f"{name}.yaml"
        if not file.exists():
            return []
        loaded = yaml.load_all(file.read_text(), Loader=yaml.CSafeLoader)  # a safe one
        return [one for one in loaded if one is not None]

    @property
    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = (self.read("context") or [{}])[0]
        return options


def cases() -> list[Case]:
    """All cases, by name."""
    return [Case(folder) for folder in sorted(CASES.iterdir())]


def said(report: Report) -> dict[str, Any]:
    """A report as `expected.json` has it."""
    return {
        "differences": [
            {
                "object": one.object,
                "path": one.path,
                "class": str(one.cls),
                "desired": one.desired,
                "live": one.live,
                "manager": one.manager,
                "time": one.time,
            }
            for one in report.differences
        ],
        "faults": list(report.faults),
    }


def _name(one: Any) -> str:
    return f"{one['kind']}/{one['metadata']['name']}"
