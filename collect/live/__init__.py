"""What runs now: snapshots that never raise of a cluster, Docker, Lambda; logs as they come."""
