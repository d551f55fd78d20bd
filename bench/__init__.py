"""Measurements: how right the statements are, and what they cost."""
