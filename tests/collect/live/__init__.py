"""Tests of looking at what runs."""
