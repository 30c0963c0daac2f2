"""Settings for the property tests."""

from hypothesis import Phase, settings

# The same examples in every run, and no stopwatch: a busy machine must not
# fail a test. For a fresh search: pytest --hypothesis-profile=default
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")
# Planted mistakes only have to be found, not to be shown at their smallest.
settings.register_profile(
    "brief",
    settings.get_profile("repeatable"),
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
)
