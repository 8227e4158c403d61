"""Log patterns: rules that are data, and the one pass that finds their lines."""

from diagnosis.matching.load import Loaded, Refusal, load_patterns
from diagnosis.matching.pattern import LogPattern, Place, Requires, Scope, Source, Tests
from diagnosis.matching.scan import Hit, PatternSet
from diagnosis.matching.technology import TECHNOLOGIES, technologies

__all__ = [
    "TECHNOLOGIES",
    "Hit",
    "Loaded",
    "LogPattern",
    "PatternSet",
    "Place",
    "Refusal",
    "Requires",
    "Scope",
    "Source",
    "Tests",
    "load_patterns",
    "technologies",
]
