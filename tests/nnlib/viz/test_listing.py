"""listing shows the library's own source, as text and as HTML."""

import inspect

import pytest

from nnlib.activations import sigmoid, step
from nnlib.perceptron import Perceptron
from nnlib.viz import listing


def documented(x):
    """First line,
    and its second.

    Args:
        x: cut off.
    """
    return x  # kept


class Holder:
    """A class."""

    def method(self):
        r"""A formula \alpha.

        More.
        """
        return '"""'

    def bare(self):
        return 1


def test_text_is_the_source_with_a_short_docstring():
    assert repr(listing(documented)).splitlines()[1:] == [
        "def documented(x):",
        '    """First line,',
        '    and its second."""',
        "    return x  # kept",
    ]


def test_title_says_where_it_stands():
    assert repr(listing(step)).startswith("# nnlib.activations.step\n")
    method = repr(listing(Perceptron.fit))
    assert method.startswith("# nnlib.perceptron.Perceptron.fit\ndef fit(")


def test_the_code_that_is_shown_is_the_code_that_runs():
    for obj in (step, sigmoid, documented):
        code = listing(obj).code
        shown = [line for line in code.splitlines() if line.strip()]
        source = [line.strip() for line in inspect.getsource(obj).splitlines()]
        assert shown[0].strip() == source[0]
        assert shown[-1].strip() == source[-1]


def test_a_shortened_listing_still_runs():
    scope = {}
    exec(listing(Holder).code, scope)
    assert scope["Holder"].__doc__ == "A class."
    assert scope["Holder"].method.__doc__ == r"A formula \alpha."
    assert scope["Holder"]().method() == '"""'
    assert scope["Holder"]().bare() == 1


def test_whole_docstring_on_request():
    assert "cut off" in repr(listing(documented, docstring=True))
    assert "cut off" not in repr(listing(documented))


def test_html_has_classes_and_no_colors_of_its_own():
    html = listing(step)._repr_html_()
    assert html.startswith('<div class="highlight">')
    assert '<span class="nf">step</span>' in html
    assert "style=" not in html


def test_both_forms_are_the_same_each_time():
    assert repr(listing(step)) == repr(listing(step))
    assert listing(step)._repr_html_() == listing(step)._repr_html_()
    assert "0x" not in repr(listing(step))


@pytest.mark.parametrize("obj", [3, len, "step", step(0)])
def test_without_python_source_the_error_says_what_to_give(obj):
    with pytest.raises(TypeError, match="no Python source.*Dense.backward"):
        listing(obj)
