"""Availability: enough pods, spread out, replaced one at a time, and protected from drains."""

from . import autoscaling, budgets, covered, priority, replicas, spread, volumes

__all__ = ["autoscaling", "budgets", "covered", "priority", "replicas", "spread", "volumes"]
