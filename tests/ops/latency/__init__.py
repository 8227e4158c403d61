"""Tests of the latency command."""
