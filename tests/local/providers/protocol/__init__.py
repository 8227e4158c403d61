"""The protocol that all stand-in providers speak."""
