"""California's bill pages (leginfo.legislature.ca.gov)."""
