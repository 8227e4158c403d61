"""What waits for a rollout, proves the service, and explains a failure in `pulumi up`."""
