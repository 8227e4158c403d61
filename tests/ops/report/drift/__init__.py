"""Tests of the reports of drift."""
