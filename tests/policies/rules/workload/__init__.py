"""Tests of the workload rules."""
