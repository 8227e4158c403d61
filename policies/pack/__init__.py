"""The rules as a Pulumi policy pack: the only folder that knows the policy SDK."""
