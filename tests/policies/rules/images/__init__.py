"""Tests of the rules on images."""
