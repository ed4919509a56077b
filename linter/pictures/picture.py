"""Any answer as a picture."""

from collections.abc import Callable, Sequence
from typing import Any

from dsalint.graphs.diagrams.formats import Rendered
from dsalint.linter.errors import UserError
from dsalint.linter.network.network import SharingNetwork
from dsalint.linter.pictures.impact import of_impact
from dsalint.linter.pictures.overview import of_exposure, of_needs
from dsalint.linter.pictures.sharing import of_sharing
from dsalint.linter.pictures.sketch import Sketch, drawn
from dsalint.linter.pictures.ways import of_holders, of_ways
from dsalint.linter.questions.answers import Holders, Ways
from dsalint.linter.questions.can_share import Sharing
from dsalint.linter.questions.exposure import Exposure
from dsalint.linter.questions.impact import Impact
from dsalint.linter.questions.needs import Needs
from dsalint.linter.questions.show_json import Answer

_SKETCHES: dict[type[Any], Callable[[SharingNetwork, Any], Sketch]] = {
    Holders: of_holders,
    Ways: of_ways,
    Impact: of_impact,
    Exposure: of_exposure,
    Needs: of_needs,
    Sharing: of_sharing,
}


def picture(network: SharingNetwork, answer: Answer, format_: str, supposing: Sequence[str] = ()) -> Rendered:
    """An answer, drawn on the flows that it speaks of.

    Args:
        network: the one that was asked, with what was supposed.
        format_: svg, mermaid or dot.
        supposing: the suppositions, to be said above the answer.

    Raises:
        UserError: what is given is no answer to a question.
    """
    sketched = _SKETCHES.get(type(answer))
    if sketched is None:
        raise UserError(
            f"a picture is made of an answer, not of `{type(answer).__name__}`",
            "give what a question of an estate returned",
        )
    sketch = sketched(network, answer)
    says = (*(f"Supposing: {text}" for text in supposing), *sketch.remarks.says)
    return drawn(network, sketch._replace(remarks=sketch.remarks._replace(says=says)), format_)
