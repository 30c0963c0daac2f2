"""The folder of these tests is where they find their small book."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
