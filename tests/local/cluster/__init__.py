"""Tests of the cluster's builders."""
