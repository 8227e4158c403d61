"""Walking a declared and a live object side by side: what differs, before anybody judges it."""

from .found import Change, Found, Walked
from .walk import walk

__all__ = ["Change", "Found", "Walked", "walk"]
