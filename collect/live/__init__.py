"""What runs now: snapshots of a cluster, Docker and Lambda, which never raise; logs as they come."""
