"""Settings for the property tests."""

from hypothesis import settings

# The same examples in every run, and no stopwatch: a busy machine must not
# fail a test. For a fresh search: pytest --hypothesis-profile=default
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
