"""Whether purposes are compatible, by the families of `rules/reference/purpose-categories.yaml`."""

from collections.abc import Set as AbstractSet

from dsalint.linter.vocabulary.reference import reference_list


def compatible(purposes: AbstractSet[str], originals: AbstractSet[str]) -> bool | None:
    """Whether each purpose is compatible with at least one of the original purposes, without a recorded reason.

    True for the same category, and where the category of the new purpose belongs to a family that the list takes as compatible
    with an original one. None when a category is not in the list and nothing else decides. Compatible is not lawful: a
    new purpose still needs its basis (UK GDPR Art 5(3)).
    """
    verdicts = [_with_any(purpose, originals) for purpose in purposes]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _with_any(purpose: str, originals: AbstractSet[str]) -> bool | None:
    if purpose in originals:
        return True
    categories = reference_list("purpose-categories")
    category = categories.get(purpose)
    known = [categories.get(original) for original in originals]
    if category is not None and any(
        entry and category["family"] in entry["compatible_families"] for entry in known
    ):
        return True
    return None if category is None or None in known else False
