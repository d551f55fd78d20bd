"""What the C library keeps of memory that was freed, and how it is told to give that back.

Writing a store takes many large buffers for a moment, in several threads. glibc keeps them, by thread, for the
next time, so that a process seems to need the more, the longer it writes. On other systems nothing is done.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Final

# The numbers of mallopt's parameters, from glibc's malloc.h.
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
#: From how many bytes on a buffer is got from the system by itself, and goes back to it as soon as it is freed.
_LARGE: Final = 1024 * 1024


def keep_little() -> None:
    """Has this process, from now on, share one heap among its threads and give large buffers back at once.

    To be called before threads are started, since those that have a heap of their own keep it.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Gives back to the system what was freed but kept."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(ctypes.c_size_t(0))


@lru_cache(maxsize=1)
def _glibc() -> ctypes.CDLL | None:
    """The C library, where it is glibc."""
    try:
        library = ctypes.CDLL("libc.so.6")
        _ = library.malloc_trim, library.mallopt
    except (OSError, AttributeError):
        return None
    return library
