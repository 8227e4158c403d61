"""`kubectl describe` read back: of pods, workloads, nodes, claims, Services, Secrets. Pure."""
