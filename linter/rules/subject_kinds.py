"""The kinds of subject that rules may speak about, and the kind of document that each comes from."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dsalint.linter.policies.book import PolicyBook
from dsalint.linter.policies.clauses import clause_subjects
from dsalint.linter.subjects import (
    addresses,
    agreements,
    documents,
    flows,
    governance_records,
    markings,
    pairs,
    placeholders,
)
from dsalint.linter.subjects.subject import Subject, World


class SubjectKind(NamedTuple):
    """One kind of subject."""

    subjects: Callable[[World, PolicyBook], Iterator[Subject]]
    documents: tuple[str, ...]
    """Kinds of documents that it is made from; empty: any document."""
    title: str


def _plain(make: Callable[[World], Iterator[Subject]]) -> Callable[[World, PolicyBook], Iterator[Subject]]:
    return lambda world, book: make(world)


SUBJECT_KINDS: dict[str, SubjectKind] = {
    "agreement": SubjectKind(_plain(agreements.agreement_subjects), ("agreement",), "an agreement"),
    "party": SubjectKind(_plain(agreements.party_subjects), ("agreement",), "a party of an agreement"),
    "basis": SubjectKind(_plain(agreements.basis_subjects), ("agreement",), "one lawful basis of a party"),
    "power": SubjectKind(_plain(agreements.power_subjects), ("agreement",), "one legal power of a party"),
    "transfer": SubjectKind(
        _plain(agreements.transfer_subjects), ("agreement",), "an international transfer"
    ),
    "flow": SubjectKind(_plain(flows.flow_subjects), ("agreement",), "a flow from one party to another"),
    "pair": SubjectKind(_plain(pairs.pair_subjects), ("agreement",), "two overlapping flows"),
    "asset": SubjectKind(_plain(documents.asset_subjects), ("asset",), "an information asset"),
    "organisation": SubjectKind(
        _plain(documents.organisation_subjects), ("organisation",), "an organisation"
    ),
    "policy": SubjectKind(_plain(documents.policy_subjects), ("policy",), "a policy"),
    "clause": SubjectKind(clause_subjects, ("policy",), "a clause of a policy"),
    "system": SubjectKind(_plain(documents.system_subjects), ("system",), "a system"),
    "governance-body": SubjectKind(
        _plain(governance_records.body_subjects), ("governance-body",), "a governance body"
    ),
    "action": SubjectKind(
        _plain(governance_records.action_subjects), ("delivery-plan",), "an action of a plan"
    ),
    "incident": SubjectKind(_plain(governance_records.incident_subjects), ("incident",), "an incident"),
    "schedule-entry": SubjectKind(
        _plain(documents.schedule_entry_subjects), ("retention-schedule",), "an entry of a retention schedule"
    ),
    "marking": SubjectKind(_plain(markings.marking_subjects), (), "a protective marking"),
    "reference": SubjectKind(_plain(documents.reference_subjects), (), "a reference to a document"),
    "address": SubjectKind(_plain(addresses.address_subjects), (), "an e-mail address"),
    "placeholder": SubjectKind(
        _plain(placeholders.placeholder_subjects), (), "a text that a template left to be filled in"
    ),
    "document": SubjectKind(_plain(documents.document_subjects), (), "any document"),
}
