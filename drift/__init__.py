"""Drift: what differs from what we declared, by whom, and what to do.

Pure: objects in, report out. `compare` judges Kubernetes objects, `compare_resources` those of AWS.
"""
