"""``billtrail``: the program with all its commands."""

from importlib import import_module
from pkgutil import iter_modules

from billtrail import commands
from billtrail.commands import main

for _module in iter_modules(commands.__path__, "billtrail.commands."):
    import_module(_module.name)

__all__ = ["main"]
