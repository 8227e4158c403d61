"""The `shipshape` command line: drives the program through the engine, as a user would."""
