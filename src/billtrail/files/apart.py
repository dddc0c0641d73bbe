"""A call in a process of its own: what it reads is gone when it ends, and it can be ended.

For what a server should never hold itself (raw counts about people), and for files that strangers
made. Our own errors come back as such; of any other only its kind, since its words may quote what
was read.
"""

import multiprocessing
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from billtrail.errors import BilltrailError, CheckFailed, SourceError, StoreError, UsageError

from .platforms import end_with_parent

P = ParamSpec("P")
T = TypeVar("T")


def in_own_process(
    seconds: float, work: Callable[P, T], /, *args: P.args, **options: P.kwargs
) -> T:
    """``work(*args)``, which is a function of a module, in a new process that is ended after
    ``seconds``. Arguments and answer are plain values.

    Raises what ``work`` raises of ours, UsageError where the time was over, StoreError where it
    broke.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, args, options), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise UsageError(f"It took more than {seconds:g} seconds and was ended.")
        found, error = ours.recv()
    except EOFError:
        raise StoreError("It broke off, and nothing was changed. Try it once more.") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if error is not None:
        raise error
    return found  # type: ignore[no-any-return]


def _work(pipe: "Connection[Any, Any]", work: Callable[..., Any], args: Any, options: Any) -> None:
    end_with_parent()
    warnings.simplefilter("ignore")  # libraries quote what they read
    answer, failed = None, None
    try:
        answer = work(*args, **options)
    except BilltrailError as error:
        failed = _plain(error)
    except Exception as error:
        failed = StoreError(f"It could not be done ({type(error).__name__}).")
    pipe.send((answer, failed))
    pipe.close()


def _plain(error: BilltrailError) -> BilltrailError:
    """One that can be sent: an error with more than its words goes as the kind that it is of."""
    if type(error).__init__ is BilltrailError.__init__:
        return error
    kinds = (UsageError, CheckFailed, SourceError, StoreError)
    return next((kind for kind in kinds if isinstance(error, kind)), BilltrailError)(str(error))
