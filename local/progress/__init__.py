"""Progress on a terminal, in a log or as JSON lines."""

from local.progress.report import Report, open_report
from local.progress.step import Step

__all__ = ["Report", "Step", "open_report"]
