"""What ships: campaigns, goals, statistics, calendars and the seed. Read-only."""

from pathlib import Path

FOLDER = Path(__file__).parent
