"""The patterns for another tool, with the options that it takes."""

from collections.abc import Iterable

from diagnosis.export import Export, collector, loki_rules, vector
from diagnosis.export.loki import SELECTOR
from diagnosis.export.vector import INPUT
from diagnosis.finding import Severity
from diagnosis.matching import LogPattern
from ops.exits import Exit, Stopped

_TAKES = {"loki": "selector", "vector": "input"}


def exported(
    tool: str,
    patterns: Iterable[LogPattern],
    *,
    least: str,
    selector: str | None = None,
    source: str | None = None,
) -> Export:
    """The document for `loki`, `opentelemetry` or `vector`.

    Raises Stopped for an option that the tool does not take.
    """
    for option, value in (("selector", selector), ("input", source)):
        if value is not None and _TAKES.get(tool) != option:
            raise Stopped(Exit.USAGE, f"{tool} takes no --{option}")
    lightest = Severity(least)
    if tool == "loki":
        return loki_rules(patterns, selector or SELECTOR, lightest)
    if tool == "vector":
        return vector(patterns, source or INPUT, lightest)
    return collector(patterns, lightest)
