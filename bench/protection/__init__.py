"""What can be worked out of published counts, by who shares no code with what hides them."""
