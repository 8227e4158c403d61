"""Proving a service through its own address: health, then an answer that is streamed."""
