"""``python -m billtrail``: the same as the command."""

from billtrail.cli import main

if __name__ == "__main__":
    main(prog_name="billtrail")
