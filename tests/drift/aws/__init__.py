"""Drift of AWS resources."""
