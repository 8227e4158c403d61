"""Tests of when objects count as ready."""
