"""What a volunteer runs by hand, once in a while (docs/upkeep.md). It is not installed."""
