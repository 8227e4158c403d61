"""What `shipshape logs` does between reading and reporting, in memory that does not grow."""
