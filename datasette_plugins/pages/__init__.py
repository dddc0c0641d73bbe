"""What a page says, as plain values: built from a reading, without Datasette and without HTML."""
