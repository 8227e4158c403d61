"""The same patterns where a fleet's logs already are: Loki, the OpenTelemetry Collector, Vector."""

from .loki import loki_rules
from .opentelemetry import collector
from .selection import Export, Left, exportable
from .vector import vector

__all__ = ["Export", "Left", "collector", "exportable", "loki_rules", "vector"]
