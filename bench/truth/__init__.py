"""Whether what is said is so: against independent readings, statuses that are settled, places that
were read by eye."""
