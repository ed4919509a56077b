"""Which library should search the network? The same search on dsalint's own lists, networkx and, where installed, rustworkx.

    python tests/benchmarks/engines.py [FLOWS]

All three get the carriers of one estate (tests/benchmarks/network.py generates it) and search, breadth first, all that the
largest provider's flows lead to. Each has to build its graph from the same successor lists first; dsalint has only these.
Best of five; what counts is the ratio to dsalint's own.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

RUNS = 5


def measure(folder: str) -> dict[str, float]:
    """Seconds to build and to search, by engine."""
    from dsalint.linter.check import locate, read_facts
    from dsalint.linter.estate.estate import Estate
    from dsalint.linter.network.network import SharingNetwork
    from dsalint.tests.benchmarks.network import AS_OF

    facts = read_facts(locate([folder]))
    network = SharingNetwork(Estate([document for fact in facts for document in fact.documents]), AS_OF)
    successors = network.carriers.successors
    hub = max(network.by_source, key=lambda name: len(network.by_source[name]))
    starting = network.by_source[hub]
    carriers = [carrier for flow in starting for carrier in network.carriers.of_flow[flow.number]]
    found: dict[str, float] = {}
    gc.disable()

    def timed(name: str, work: Callable[[], Any]) -> Any:
        best = float("inf")
        for _ in range(RUNS):
            start = time.perf_counter()
            result = work()
            best = min(best, time.perf_counter() - start)
        found[name] = best
        return result

    timed("own: search, with the routes", lambda: network.reach.routes_from(starting, lambda flow: True))
    pairs = [(node, following) for node, all_ in enumerate(successors) for following in all_]
    for engine, make, search in _engines(pairs, len(successors), carriers):
        graph = timed(f"{engine}: build", make)
        timed(f"{engine}: search, without routes", partial(search, graph))
    return found


def _engines(pairs: list[tuple[int, int]], size: int, starting: list[int]) -> Any:
    import networkx

    def networkx_graph() -> Any:
        graph: Any = networkx.DiGraph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from([*pairs, *((-1, node) for node in starting)])
        return graph

    yield "networkx", networkx_graph, lambda graph: list(networkx.bfs_edges(graph, -1))
    if find_spec("rustworkx"):
        rustworkx: Any = import_module("rustworkx")

        def rustworkx_graph() -> Any:
            graph = rustworkx.PyDiGraph()
            graph.add_nodes_from(range(size + 1))
            graph.add_edges_from_no_data([*pairs, *((size, node) for node in starting)])
            return graph

        yield "rustworkx", rustworkx_graph, lambda graph: rustworkx.bfs_successors(graph, size)


def main(arguments: list[str]) -> None:
    """Generate, measure, print ratios."""
    from dsalint.tests.benchmarks.network import write_estate

    flows = int(arguments[0]) if arguments else 60_000
    with tempfile.TemporaryDirectory() as folder:
        write_estate(Path(folder), flows)
        found = measure(folder)
    own = found["own: search, with the routes"]
    print(f"{flows:,} flows")
    for name, seconds in found.items():
        print(f"{name:36}{seconds:>10.4f} s{seconds / own:>10.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
