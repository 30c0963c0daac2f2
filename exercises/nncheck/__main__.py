"""``python -m nncheck notebook.ipynb``."""

import sys

from nncheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
