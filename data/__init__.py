"""What ships: campaigns, goals, statistics, calendars and the seed. Read-only."""
