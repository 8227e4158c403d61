"""Drift: cases as folders, properties, and the real API server."""
