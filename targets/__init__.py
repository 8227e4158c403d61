"""One module for each place a stack may run: it wires settings, components and the gate."""
