"""Tests of the latency analysis."""
