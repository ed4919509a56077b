"""The program: `dsalint`, and `python -m dsalint`."""

import gc

gc.disable()  # a run allocates and ends; collecting on the way costs a third of a large one and frees nothing

from dsalint.cli import main

if __name__ == "__main__":
    main()
