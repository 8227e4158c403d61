"""What runs now, as a snapshot: a cluster, Docker, a Lambda function. Nothing here raises."""
