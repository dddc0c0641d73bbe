"""What the law says, and who has read it. May import what ``commands`` may."""
