"""The ways in which a learner's answer is tried, one module a chapter.

Every module here registers its drivers when this package is imported.
"""

import importlib
import pkgutil

from nncheck.drivers.registry import DRIVERS

__all__ = ["DRIVERS"]

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
