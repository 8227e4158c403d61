"""Log patterns: rules that are data, and the one pass that finds their lines."""

from diagnosis.matching.load import Loaded, Refusal, load_patterns
from diagnosis.matching.pattern import LogPattern, Place, Requires, Scope, Source, Tests
from diagnosis.matching.scan import Hit, PatternSet

__all__ = [
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
]
