"""One BLAS thread per process: more of them double natasha's CPU time and on busy cores make it five times slower.

OpenBLAS, OpenMP and MKL read these variables once, when numpy is first imported; so the package sets them as soon as
any part of it is imported. A value that the user has set stays. Where numpy came first, nothing changes
(docs/development.md).
"""

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def limit() -> None:
    """Ask for one thread, here and in every process started from here, unless the user has asked for a number."""
    for variable in VARIABLES:
        os.environ.setdefault(variable, "1")
