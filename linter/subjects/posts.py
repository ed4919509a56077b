"""Facts about the holders of posts: where a body answers for data, whom agreements name, who holds several posts."""

from typing import Any

from dsalint.linter.estate.document import Document
from dsalint.linter.subjects.lifetimes import lifetime
from dsalint.linter.subjects.parties import CONTROLLERS
from dsalint.linter.subjects.subject import World

_POSTS = ("dpo", "siro", "caldicott_guardian")
"""Posts that a party's entry may name as well as the organisation's document."""


def post_facts(world: World, organisation: Document) -> dict[str, Any]:
    """Facts of one organisation.

    * `controller_in`: agreements in operation in which it is a controller.
    * `named_posts`: posts that its entries in these agreements name.
    * `posts_known`: true when the record names the holder of any post of the body; null when it says nothing of posts, as the
      record of a partner often does.
    * `dpo_also`: other posts of the person who is data protection officer, and assets that this person owns.
    """
    takes_part = world.across("parties", lambda: _parties_by_organisation(world)).get(organisation.id, [])
    controlling = [(agreement, party) for agreement, party in takes_part if party.get("role") in CONTROLLERS]
    named = sorted({post for _, party in controlling for post in _POSTS if party.get(post)})
    return {
        "controller_in": sorted({agreement.id for agreement, _ in controlling}),
        "named_posts": named,
        "posts_known": True if named or organisation.value.get("roles") else None,
        "dpo_also": _dpo_also(world, organisation),
    }


def _parties_by_organisation(world: World) -> dict[str, list[tuple[Document, dict[str, Any]]]]:
    found: dict[str, list[tuple[Document, dict[str, Any]]]] = {}
    for agreement in world.estate.of_kind("agreement"):
        if not agreement.sound or not lifetime(agreement, world.as_of)["in_operation"]:
            continue
        for party in agreement.value.get("parties", ()):
            organisation = world.estate.find("organisation", party.get("organisation"))
            if organisation is not None:
                found.setdefault(organisation.id, []).append((agreement, party))
    return found


def _dpo_also(world: World, organisation: Document) -> list[str]:
    roles = organisation.value.get("roles", {})
    name = roles.get("dpo", {}).get("name")
    if not name:
        return []
    posts = [post for post, holder in roles.items() if post != "dpo" and holder.get("name") == name]
    owned = world.across("assets by owner", lambda: _assets_by_owner(world)).get((organisation.id, name), [])
    return [*sorted(posts), *(f"owner of {title}" for title in owned)]


def _assets_by_owner(world: World) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for asset in world.estate.of_kind("asset"):
        owner = asset.value.get("owner", {}) if asset.sound else {}
        holder = world.estate.find(
            "organisation", owner.get("organisation") or asset.value.get("organisation")
        )
        if holder is not None and owner.get("name"):
            found.setdefault((holder.id, owner["name"]), []).append(asset.title)
    return found
