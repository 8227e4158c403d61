"""What `shipshape drift` prints."""
