"""Text that is a log: whose it is, and on which platform it was written. Pure."""
