"""What `shipshape diagnose` reports, in four formats."""
