"""The estates on which networks are timed are sound, and have the shapes that they say."""

from collections import Counter
from pathlib import Path

from dsalint.linter.check import locate, read_facts
from dsalint.linter.estate.estate import Estate
from dsalint.linter.network.network import SharingNetwork
from dsalint.tests.benchmarks.network import AS_OF, write_estate


def test_the_generated_estate_is_sound_and_has_hubs_chains_and_parallel_flows(tmp_path: Path) -> None:
    write_estate(tmp_path, 600)
    facts = read_facts(locate([str(tmp_path)]))
    assert not [problem for fact in facts for problem in fact.problems]
    network = SharingNetwork(Estate([document for fact in facts for document in fact.documents]), AS_OF)
    assert len(network.flows) == 600
    assert max(map(len, network.by_source.values())) > 60
    assert sum(bool(network.direct(flow)) for flow in network.flows) > 100
    assert max(Counter((flow.source, flow.target) for flow in network.flows).values()) > 1
