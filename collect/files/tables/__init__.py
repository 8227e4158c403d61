"""Rows of the tables that kubectl and Docker print -> the shapes of a snapshot. Pure."""
