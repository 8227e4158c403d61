"""Where the time of a slow answer goes: measured values against thresholds and physics."""

from .bottleneck import Bottleneck, Proof
from .bound import Bound, decode_bound
from .judgement import Judgement, judge
from .knowledge import Knowledge, knowledge
from .measures import Measure, measures

__all__ = [
    "Bottleneck",
    "Bound",
    "Judgement",
    "Knowledge",
    "Measure",
    "Proof",
    "decode_bound",
    "judge",
    "knowledge",
    "measures",
]
