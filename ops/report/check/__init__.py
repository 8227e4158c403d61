"""What `shipshape check` prints, one module a format."""
