"""Every view by its noun. A view's declaration is loaded when it is asked for: a list needs one of ninety."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from powerctl.store.views.view import View

NOUNS = {
    "organization": ("unit", "person", "post", "tenure", "duty"),
    "registry": ("edition", "power", "legal_basis"),
    "clean_up": ("clean_up", "inventory_problem", "discretion_benchmark", "delegation", "exercise"),
    "charts": ("flow_chart", "flow_step", "flow_edge"),
    "institutions": (
        *("institution", "institution_link", "required_institution", "institution_review"),
        *("compendium", "compendium_entry", "leading_body", "leader_scope"),
    ),
    "risk": ("risk_point", "measure"),
    "assessing": ("risk_review", "risk_method", "risk_method_part", "risk_factor", "risk_assessment"),
    "topics": ("catalogue_item", "topic", "procedure_step", "consultation", "instruction", "budget_step"),
    "meetings": (
        *("meeting", "attendance", "agenda_item", "question", "recusal", "statement"),
        *("parallel_record", "meeting_inspection", "meeting_reopening"),
    ),
    "votes": (
        *("named_ballot", "named_vote", "secret_ballot", "resolution", "resolution_progress"),
        *("minutes_copy", "person_inquiry"),
    ),
    "finance": (
        *("approval_limit", "ladder_step", "expenditure", "sign_off", "countersign_sheet"),
        "countersignature",
    ),
    "accounts": ("fund_account", "account_figure", "finance_report"),
    "trading": ("trading_venue", "project", "project_gate", "public_transaction", "bidder", "undertaking"),
    "personnel": (
        *("appointment", "appointment_step", "vetting", "exam_attempt", "probation"),
        *("appointment_recusal", "personnel_action"),
    ),
    "supervision": ("inspection", "audit", "personal_report"),
    "disclosure": ("open_item", "publication", "notice", "notice_subject", "feedback", "matter_link"),
    "rulebook": ("waiver", "check_run", "check_result", "finding", "limit_override"),
    "store": ("import_batch", "awaited_link", "column_choice", "ledger", "ledger_change", "anchor"),
}
"""Module of this package → the nouns whose views it declares, in the order in which they are shown."""


class Views(Mapping[str, View]):
    """View by noun, in the order of `NOUNS`. Raises KeyError for a noun without a view."""

    def __init__(self) -> None:
        self._module_of = {noun: module for module, nouns in NOUNS.items() for noun in nouns}

    def __getitem__(self, noun: str) -> View:
        return next(view for view in declared(self._module_of[noun]) if view.name == noun)

    def __iter__(self) -> Iterator[str]:
        return iter(self._module_of)

    def __len__(self) -> int:
        return len(self._module_of)


def declared(module: str) -> tuple[View, ...]:
    """The views that a module of this package declares."""
    found: tuple[View, ...] = import_module(f"powerctl.store.views.{module}").VIEWS
    return found
