"""The policy pack: rules as pure functions over plain data, and their Pulumi front end."""
