"""What `shipshape check` decides: what to read, which rules to ask, what is waived."""
