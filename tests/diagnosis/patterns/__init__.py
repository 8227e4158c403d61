"""What the built-in patterns know."""
