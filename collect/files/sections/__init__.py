"""Where in a text something begins that is known, and where it ends."""
