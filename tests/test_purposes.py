"""Which purposes are taken as compatible without a recorded reason."""

import pytest

from dsalint.linter.vocabulary.purposes import compatible


@pytest.mark.parametrize(
    ("purposes", "received", "verdict"),
    [
        ({"fraud-prevention"}, {"fraud-prevention"}, True),
        ({"benefit-administration"}, {"welfare-support"}, True),  # one family
        ({"research"}, {"benefit-administration"}, True),  # Art 8A(3)(b)
        ({"immigration-control"}, {"benefit-administration"}, False),
        ({"benefit-administration", "immigration-control"}, {"benefit-administration"}, False),
        (
            {"immigration-control"},
            {"benefit-administration", "asylum-support"},
            True,
        ),  # one of several is enough
        ({"unheard-of"}, {"benefit-administration"}, None),
        ({"immigration-control"}, {"unheard-of"}, None),
        ({"unheard-of"}, {"unheard-of"}, True),
        (set(), {"research"}, True),
    ],
)
def test_compatible(purposes: set[str], received: set[str], verdict: bool | None) -> None:
    assert compatible(purposes, received) is verdict
