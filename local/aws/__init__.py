"""The stand-in AWS: one HTTP server on loopback that a real deployment runs against.

moto answers for most services. What it lacks and the Lambda target needs is in
front of it: a Lambda service that runs real images, the registry behind ECR,
metrics and alarms that come from what really happened. It needs no account,
and `docs/decisions/stand-in-aws.md` says what only a real one can prove.
"""
