"""The rules as a Pulumi policy pack: the only folder that speaks with the engine."""
