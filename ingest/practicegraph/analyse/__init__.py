"""Figures across companies, contradictions within a policy, changes between snapshots."""
