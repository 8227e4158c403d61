"""Tests on a real cluster with a real kubelet."""
