"""Pure parsers: what a platform answers or prints -> the shapes of a snapshot."""
