"""What `shipshape drift` does: read both sides, compare, and act when it is asked to."""
