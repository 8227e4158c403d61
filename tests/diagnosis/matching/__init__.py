"""Log patterns and the one pass that finds their lines."""
