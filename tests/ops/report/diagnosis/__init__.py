"""Tests of the reports of a diagnosis."""
