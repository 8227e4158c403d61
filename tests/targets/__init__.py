"""The program on each target."""
