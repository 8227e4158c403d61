"""Security contexts."""
