"""Asking the world: the only package that holds clients. What it gives is plain data."""
