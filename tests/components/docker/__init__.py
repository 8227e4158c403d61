"""Tests of the service on a Docker host."""
