"""Releasing a version of a Lambda function: proved before traffic, moved in steps, taken back."""
