"""The contenders of the speed benchmark, one module for each.

A module has a function ``prepare(workload) -> callable``: it builds the
network, moves the data where the library wants them and returns what is
timed, a function without arguments that does the whole work once. A module
that cannot be imported is a contender that is not installed; one that raises
``Unsupported`` has no way to do that workload.
"""
