"""Measured values: Prometheus' text format, and the CSV of nvidia-smi."""

import re
from math import isfinite

from collect.files.found import Found
from collect.files.page import Page, Section
from collect.parsing import exposition, nvidia_smi

TRIGGER = (
    r"# (?:HELP|TYPE) [a-zA-Z_:]|[a-zA-Z_:][\w:]*\{[^}]*\} +[-+\dNI]"
    r"|[a-z][a-z_.]*(?: \[[^\]]*\])?, ?[a-z]"
)

_LINE = re.compile(r"#|[a-zA-Z_:][\w:]*(?:\{.*\})? +(?:[-+]?[\d.]+(?:e[-+]?\d+)?|NaN|[-+]?Inf)")


def read(page: Page, at: int) -> Section | None:
    """The values from a line on."""
    line = page.line(at)
    if nvidia_smi.is_nvidia_smi(line) and page.line(at + 1).count(",") == line.count(","):
        return _csv(page, at)
    end = at
    while end < len(page.lines) and (_LINE.match(page.lines[end]) or _is_gap(page, end)):
        end += 1
    told, _ = exposition.samples("\n".join(page.lines[at:end]))
    if not told:
        return None
    # The quantiles of an idle summary are no numbers, and JSON has no word for them.
    return Section(end, Found(samples=[one for one in told if isfinite(one.value)]))


def _is_gap(page: Page, at: int) -> bool:
    return not page.lines[at].strip() and bool(_LINE.match(page.line(at + 1)))


def _csv(page: Page, at: int) -> Section:
    commas, end = page.line(at).count(","), at + 1
    while page.line(end).count(",") >= commas:
        end += 1
    told = nvidia_smi.samples("\n".join(page.lines[at:end]))
    return Section(end, Found(samples=list(told)))
