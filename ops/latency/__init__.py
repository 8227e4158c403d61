"""What `shipshape latency` does between reading and reporting."""
