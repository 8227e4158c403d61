"""Objects of the Kubernetes API in, shapes of a snapshot out."""
