"""Tests of reading AWS resources."""
