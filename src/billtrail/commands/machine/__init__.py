"""This machine: set up, started, looked over and backed up. May import what ``commands`` may."""
