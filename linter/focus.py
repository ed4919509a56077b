"""A partial list of files: also what an uncommitted change broke in files that nobody named.

pre-commit names the files of a change, and splits a long list. A change can break a file that is not in it: an id is
renamed, a marking raised, a file deleted. Such findings are those that the estate has now and had not at the last
commit. Without git nothing can be compared; the report counts what it does not show.
"""

import os

from dsalint.linter.check import Checked, Target, assess
from dsalint.linter.estate.load import FileFacts, facts_of
from dsalint.linter.source.discover import may_be_document
from dsalint.linter.source.files import decode
from dsalint.linter.source.limits import MAX_FILE_BYTES


def with_broken(checked: Checked, target: Target) -> Checked:
    """A check of named files, with the findings elsewhere that an uncommitted change brought about."""
    if not checked.elsewhere:
        return checked
    before = _facts_before(checked, target)
    if before is None:
        return checked
    everything = target._replace(named=None)
    known = assess(before, checked.catalogue, checked.selected, checked.report.as_of, everything)
    old = {finding.fingerprint for finding in known.report.findings}
    broken = [finding for finding in checked.elsewhere if finding.fingerprint not in old]
    return checked.showing(broken)


def _facts_before(checked: Checked, target: Target) -> list[FileFacts] | None:
    """The facts of the estate at the last commit: unchanged files are not read again."""
    from dsalint.linter.source.revision import committed_files, file_at, is_unchanged

    committed = committed_files(target.root)
    if committed is None:
        return None
    facts: list[FileFacts] = []
    differing = {
        file
        for file in committed
        if may_be_document(file) and not os.path.lexists(os.path.join(target.root, file))
    }
    for fact in checked.facts:
        file = fact.source.file
        path = os.path.join(target.root, file)
        if os.path.islink(path) or (file in committed and is_unchanged(path, committed[file])):
            facts.append(fact)
        elif file in committed:
            differing.add(file)
    for file in sorted(differing):
        data = file_at(target.root, file)
        if data is None or len(data) > MAX_FILE_BYTES or target.config.leaves_out(file):
            continue
        facts.append(facts_of(file, decode(data)))
    return sorted(facts, key=lambda fact: fact.source.file)
