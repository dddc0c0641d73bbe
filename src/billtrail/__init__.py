"""Billtrail: follows bills, keeps their whole history, prints one-page briefs."""
