"""California's hearing lists and agendas."""
