"""The calls of AWS that make our resources, and what AWS itself says of their arguments."""
