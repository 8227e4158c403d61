"""The engine's side of Python: the language host, its installation and the shell's environment."""
