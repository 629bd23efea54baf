"""Trains the two networks that ship with catscan. See README.md."""
