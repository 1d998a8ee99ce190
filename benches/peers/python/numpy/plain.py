"""The same as most would write it at first: double precision, and every operation on whole columns."""

import kernel
import numpy as np
from model import main

kernel.F = np.float64
kernel.BLOCK = 2**31

if __name__ == "__main__":
    main()
