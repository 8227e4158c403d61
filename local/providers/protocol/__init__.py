"""What every stand-in provider shares: the engine's wire format and how it is served."""
