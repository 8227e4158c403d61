"""What `diagnose`, `logs` and `patterns` share: where evidence and patterns come from."""
