"""What the engine asks of a provider, one module per question."""
