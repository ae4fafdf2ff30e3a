"""Measuring how long something takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of one piece of work. What earlier tests left in memory is set aside first: the collector's walk over it takes a
    quarter of a second, and would count against whatever is measured at that moment."""
    gc.collect()
    gc.freeze()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.unfreeze()
