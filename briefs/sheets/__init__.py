"""Sheets for the coalition's own table: the call sheet of a week and the review sheet of texts."""
