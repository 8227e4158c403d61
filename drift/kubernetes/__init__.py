"""Drift of Kubernetes objects."""
