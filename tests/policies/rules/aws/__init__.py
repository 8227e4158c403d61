"""Tests of the AWS rules."""
