"""Log patterns: rules that are data, and the one pass that finds their lines."""

from diagnosis.matching.load import Loaded, Refusal, load_patterns
from diagnosis.matching.pattern import Examples, LogPattern, Place, Requires, Scope, Source
from diagnosis.matching.scan import Hit, PatternSet
from diagnosis.matching.technology import TECHNOLOGIES, technologies

__all__ = [
    "TECHNOLOGIES",
    "Examples",
    "Hit",
    "Loaded",
    "LogPattern",
    "PatternSet",
    "Place",
    "Refusal",
    "Requires",
    "Scope",
    "Source",
    "load_patterns",
    "technologies",
]
