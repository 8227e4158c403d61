"""Releases, decided purely."""
