"""Releases, decided purely: which ones were good, how traffic moves, when to go back."""
