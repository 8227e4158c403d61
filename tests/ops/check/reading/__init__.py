"""Tests of reading what is checked."""
