"""What must do no harm: changed inputs, killed commands, older files, files that say otherwise."""
