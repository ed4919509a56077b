"""The fixpoint of labels: equal to a naive reference, independent of order, with witnesses that are real and short."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dsalint.graphs.labels import propagate

CARRIERS = 8

edges = st.sets(st.tuples(st.integers(0, CARRIERS - 1), st.integers(0, CARRIERS - 1)), max_size=24)
declared = st.lists(st.none() | st.integers(0, 5), min_size=CARRIERS, max_size=CARRIERS)
stops = st.sets(st.integers(0, CARRIERS - 1), max_size=3)

Edges = set[tuple[int, int]]


def run(pairs: Edges, ranks: list[int | None], stopped: set[int], order: Any = sorted) -> Any:
    successors: list[list[int]] = [[] for _ in range(CARRIERS)]
    for source, target in order(pairs):
        successors[source].append(target)
    own = [{} if rank is None else {"rank": rank} for rank in ranks]
    return propagate(
        successors, own, lambda key, new, old: new > old, lambda carrier, key, value: carrier not in stopped
    )


def naive(pairs: Edges, ranks: list[int | None], stopped: set[int]) -> list[int | None]:
    """Round and round until nothing changes."""
    arriving: list[int | None] = [None] * CARRIERS
    while True:
        before = list(arriving)
        for source, target in pairs:
            leaving = [ranks[source], None if source in stopped else arriving[source]]
            for value in leaving:
                if value is not None and (arriving[target] is None or value > (arriving[target] or 0)):
                    arriving[target] = value
        if arriving == before:
            return arriving


def value_of(labels: Any, carrier: int) -> int | None:
    arrival = labels.arriving(carrier).get("rank")
    return None if arrival is None else arrival.value


@given(edges, declared, stops)
def test_it_equals_a_naive_reference_on_any_network(
    pairs: Edges, ranks: list[int | None], stopped: set[int]
) -> None:
    labels = run(pairs, ranks, stopped)
    assert [value_of(labels, carrier) for carrier in range(CARRIERS)] == naive(pairs, ranks, stopped)


@given(edges, declared, stops)
def test_it_does_not_depend_on_the_order_of_edges(
    pairs: Edges, ranks: list[int | None], stopped: set[int]
) -> None:
    forward = run(pairs, ranks, stopped)
    backward = run(pairs, ranks, stopped, lambda p: sorted(p, reverse=True))
    assert [value_of(forward, c) for c in range(CARRIERS)] == [value_of(backward, c) for c in range(CARRIERS)]


@given(edges, declared, stops)
def test_every_witness_is_a_route_that_begins_where_the_value_is_declared(
    pairs: Edges, ranks: list[int | None], stopped: set[int]
) -> None:
    labels = run(pairs, ranks, stopped)
    for carrier in range(CARRIERS):
        value = value_of(labels, carrier)
        if value is None:
            continue
        route = labels.route(carrier, "rank")
        assert ranks[route[0]] == value
        assert len(route) == len(set(route))
        assert all(step in pairs for step in zip(route, [*route[1:], carrier], strict=True))
        assert not stopped.intersection(route[1:])


@given(edges, declared, stops, st.tuples(st.integers(0, CARRIERS - 1), st.integers(0, CARRIERS - 1)))
def test_one_more_edge_never_weakens_a_label(
    pairs: Edges, ranks: list[int | None], stopped: set[int], more: tuple[int, int]
) -> None:
    before, after = run(pairs, ranks, stopped), run(pairs | {more}, ranks, stopped)
    for carrier in range(CARRIERS):
        old, new = value_of(before, carrier), value_of(after, carrier)
        assert old is None or (new is not None and new >= old)
