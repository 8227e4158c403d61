"""One module a command: parse, call, render, set the exit code."""
