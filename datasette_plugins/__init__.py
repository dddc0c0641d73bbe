"""The site: one module or package a plugin, each with its own entry point."""
