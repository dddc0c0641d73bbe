"""Open States, a secondary source for every state: its formats, our record of it, rules a state."""
