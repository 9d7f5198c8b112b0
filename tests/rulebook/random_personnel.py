"""Appointments, other matters of persons, notices, audits and personal reports of the small random county."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import (
    AppointmentKind,
    AppointmentStage,
    AppointmentState,
    AuditKind,
    ExamResult,
    Nominator,
    Outcome,
    PersonalReportKind,
    PersonnelActionKind,
    PostRank,
    ProbationResult,
    PublicStage,
    SelectionMethod,
)

PERSONNEL_TABLES = (
    *("appointment", "appointment_step", "vetting", "exam_attempt", "probation", "personnel_action"),
    *("notice", "notice_subject", "publication", "audit", "personal_report"),
)

_MAYBE = (True, True, False, None)
_DECIDED = (date(2025, 1, 10), date(2025, 1, 10), date(2025, 3, 20), None)
_POSTED = (date(2025, 1, 13), date(2025, 1, 13), date(2025, 1, 20), date(2025, 3, 20), None)
_TAKEN_DOWN = (date(2025, 1, 17), date(2025, 1, 20), date(2025, 1, 20), date(2025, 3, 27), None)
_APPOINTED = (date(2025, 1, 25), date(2025, 1, 25), date(2025, 3, 1), date(2026, 6, 1), None)
_EXAMS = (date(2025, 1, 15), date(2025, 1, 15), date(2024, 6, 1), date(2025, 2, 20), None)
_REVIEWED = (date(2025, 1, 5), date(2025, 1, 5), date(2025, 1, 12), date(2024, 12, 1), None)
_ENDS = (date(2026, 1, 24), date(2026, 1, 25), date(2025, 7, 1), date(2026, 2, 20), date(2026, 5, 1), None)
_ASSESSED = (date(2026, 2, 1), date(2026, 2, 1), date(2026, 3, 1), date(2025, 12, 1), date(2026, 5, 1), None)
_KINDS = (*([AppointmentKind.PROMOTION] * 4), AppointmentKind.LATERAL, AppointmentKind.REMOVAL, None)
_STATES = (*AppointmentState, AppointmentState.APPOINTED, AppointmentState.ON_PROBATION, None, None)

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]


def personnel_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows of the tables of this part, for the units, people, posts and agendas of a county; posts get the
    flag that its rules read besides."""
    units, people = [one["id"] for one in rows["unit"]], [one["id"] for one in rows["person"]]
    posts, items = [one["id"] for one in rows["post"]], [one["id"] for one in rows["agenda_item"]]
    for post in rows["post"]:
        post["is_key"] = pick(_MAYBE)
    cases = [_case(pick, n, units, people, posts, items) for n in range(1, pick((0, 1, 2, 3)) + 1)]
    of = [one["id"] for one in cases]
    notices = [_notice(pick, n, units) for n in range(1, (pick((0, 1, 2)) if of else 0) + 1)]

    def some(most: Sequence[int], row: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
        return [row(n) for n in range(1, (pick(most) if of else 0) + 1)]

    return {
        "appointment": cases,
        "appointment_step": _steps(pick, of),
        "vetting": some((0, 1, 2, 3), lambda n: _vetting(pick, n, of)),
        "exam_attempt": _exams(pick, of),
        "probation": some((0, 1, 2), lambda n: _probation(pick, n, of)),
        "personnel_action": [_action(pick, n, units, items) for n in range(1, pick((0, 1, 2)) + 1)],
        "notice": notices,
        "notice_subject": [
            {"id": n, "notice_id": one["id"], "position": n, "subject_written": "某", "appointment_id": pick((*of, *of, None))}
            for n, one in enumerate(notices, 1)
        ],
        "publication": some((0, 1, 2, 3), lambda n: _publication(pick, n, units, of)),
        "audit": [_audit(pick, n, units, people, of) for n in range(1, pick((0, 1, 2)) + 1)],
        "personal_report": [_report(pick, n, units, people) for n in range(1, pick((0, 1, 3, 5)) + 1)],
    }  # fmt: skip


def _case(
    pick: _Pick, n: int, units: list[int], people: list[int], posts: list[int], items: list[int]
) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"任{n}", "person_id": pick((*people, None)),
        "kind": pick(_KINDS), "to_post_id": pick((*posts, None)), "rank": pick((*PostRank, None)),
        "is_elected": pick((False, False, True, None)), "method": pick((*SelectionMethod, None)),
        "method_reason": pick(("急需", None)), "nominator": pick((*Nominator, None)),
        "nominator_written": pick(("某", None)), "nominated_on": pick((date(2024, 12, 1), None)),
        "nomination_reason": pick(("称职", None)), "decision_written": pick(("常委会", None, None)),
        "agenda_item_id": pick((*items, *items, None)) if items else None, "decided_on": pick(_DECIDED), "needs_audit": pick(_MAYBE),
        "assessment_written": pick(("优秀", None)), "is_assessment_used": pick(_MAYBE),
        "exam_exempt_reason": pick((None, None, None, "已考过")), "appointed_on": pick(_APPOINTED),
        "state": pick(_STATES),
    }  # fmt: skip


def _steps(pick: _Pick, of: list[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for case in of:
        share = pick((0, 1, 3, 30))
        for stage in AppointmentStage:
            if share and pick(range(share + 1)):
                found.append(
                    {"id": len(found) + 1, "appointment_id": case, "stage": stage,
                     "done_on": pick((*([date(2025, 1, 1)] * 12), None)),
                     "signer_written": pick((*(["某"] * 12), None)), "missing_reason": pick((None, None, "不适用"))}
                )  # fmt: skip
    return found


def _vetting(pick: _Pick, n: int, of: list[int]) -> dict[str, Any]:
    looked = ("career", "results", "law", "integrity", "democracy", "discipline")
    yes = (True, True, True, True, True, False, None)
    return {
        "id": n, "appointment_id": pick(of), "ended_on": pick(_REVIEWED), "reviewed_on": pick(_REVIEWED),
        **{f"covers_{what}": pick(yes) for what in looked}, "asked_unit": pick(yes), "asked_grassroots": pick(yes),
    }  # fmt: skip


def _exams(pick: _Pick, of: list[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for case in of:
        for attempt in range(1, pick((0, 1, 1, 2, 3)) + 1):
            found.append(
                {"id": len(found) + 1, "appointment_id": case, "attempt": attempt, "held_on": pick(_EXAMS),
                 "score_hundredths": pick((8000, 8000, 6000, 5999, None)),
                 "result": pick((ExamResult.PASSED, *ExamResult, None))}
            )  # fmt: skip
    return found


def _probation(pick: _Pick, n: int, of: list[int]) -> dict[str, Any]:
    return {
        "id": n, "appointment_id": pick(of), "begun_on": pick((date(2025, 1, 24 + n), date(2025, 1, 24 + n), None)),
        "due_on": pick(_ENDS), "assessed_on": pick(_ASSESSED), "result": pick((*ProbationResult, None)),
        "confirmed_on": pick(_ASSESSED),
    }  # fmt: skip


def _action(pick: _Pick, n: int, units: list[int], items: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"事{n}", "name": f"事项{n}",
        "kind": pick((*PersonnelActionKind, PersonnelActionKind.REWARD, None)), "done_on": pick((date(2025, 5, 1), None)),
        "decision_written": pick(("会", None, None)), "agenda_item_id": pick((*items, None)) if items else None,
        "assessment_written": pick(("优秀", None)), "is_assessment_used": pick(_MAYBE),
    }  # fmt: skip


def _notice(pick: _Pick, n: int, units: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"示{n}", "title": f"公示{n}",
        "begun_on": pick(_POSTED), "ended_on": pick(_TAKEN_DOWN),
    }  # fmt: skip


def _publication(pick: _Pick, n: int, units: list[int], of: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"公{n}", "title": f"公开{n}", "stage": pick((*PublicStage, None)),
        "appointment_id": pick((*of, None)), "published_on": pick((date(2025, 2, 1), date(2025, 2, 1), None)),
    }  # fmt: skip


def _audit(pick: _Pick, n: int, units: list[int], people: list[int], of: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"审{n}", "kind": pick((*AuditKind, None)),
        "person_id": pick((*people, None)), "appointment_id": pick((*of, None)) if of else None,
        "reported_on": pick((date(2024, 12, 1), date(2024, 12, 1), date(2025, 6, 1), None)),
    }  # fmt: skip


def _report(pick: _Pick, n: int, units: list[int], people: list[int]) -> dict[str, Any]:
    return {
        "id": n, "unit_id": pick(units), "number": f"报{n}", "kind": pick((*PersonalReportKind, None)),
        "person_id": pick((*people, *people, None)), "year": pick((2025, 2025, 2024, None)),
        "event_on": pick((date(2025, 3, 1), date(2025, 3, 1), None)),
        "reported_on": pick((date(2025, 3, 31), date(2025, 4, 1), None)), "is_written": pick(_MAYBE),
        "is_verified": pick(_MAYBE), "filed_on": pick((date(2026, 1, 5), None)), "is_spot_checked": pick(_MAYBE),
    }  # fmt: skip


def personnel_in_order(rows: _Rows) -> _Rows:
    """A promotion that is in order from the nomination on, by the rules of 2025, with all that belongs to it."""
    rows["post"][1]["is_key"] = True
    items = [one["id"] for one in rows["agenda_item"] if one.get("outcome") == Outcome.PASSED]
    case = {
        "id": 1, "unit_id": 1, "number": "任1", "person_id": 2, "kind": AppointmentKind.PROMOTION, "to_post_id": 2,
        "rank": PostRank.SECTION_PRINCIPAL, "is_elected": False, "method": SelectionMethod.COMPETITION,
        "nominator": Nominator.COMMITTEE, "nominated_on": date(2024, 12, 1), "nomination_reason": "称职",
        "decided_on": date(2025, 1, 10), "needs_audit": True, "assessment_written": "优秀", "is_assessment_used": True,
        "appointed_on": date(2025, 1, 25), "state": AppointmentState.CONCLUDED, "agenda_item_id": items[0] if items else None,
    }  # fmt: skip
    looked = ("career", "results", "law", "integrity", "democracy", "discipline")
    steps = [
        {"id": n, "appointment_id": 1, "stage": stage, "done_on": date(2025, 1, 1), "signer_written": "某"}
        for n, stage in enumerate(AppointmentStage, 1)
    ]
    vetting = {"id": 1, "appointment_id": 1, "ended_on": date(2024, 12, 20), "reviewed_on": date(2025, 1, 5)}
    vetting |= dict.fromkeys((*(f"covers_{what}" for what in looked), "asked_unit", "asked_grassroots"), True)
    exam = {"id": 1, "appointment_id": 1, "attempt": 1, "held_on": date(2025, 1, 15)}
    exam |= {"score_hundredths": 8000, "result": ExamResult.PASSED}
    probation = {"id": 1, "appointment_id": 1, "begun_on": date(2025, 1, 25), "due_on": date(2026, 1, 24)}
    probation |= {"assessed_on": date(2026, 2, 1), "confirmed_on": date(2026, 2, 1)}
    probation["result"] = ProbationResult.COMPETENT
    notice = {"id": 1, "unit_id": 1, "number": "示1", "title": "公示"}
    notice |= {"begun_on": date(2025, 1, 13), "ended_on": date(2025, 1, 20)}
    shown = {"id": 1, "unit_id": 1, "number": "公1", "title": "公开", "stage": PublicStage.RESULT}
    shown |= {"appointment_id": 1, "published_on": date(2025, 2, 1)}
    audit = {"id": 1, "unit_id": 1, "number": "审1", "kind": AuditKind.PRE_POST, "person_id": 2}
    audit |= {"appointment_id": 1, "reported_on": date(2024, 12, 1)}
    told = {"id": 1, "unit_id": 1, "number": "报1", "kind": PersonalReportKind.INTEGRITY, "person_id": 1}
    told |= {"year": 2025, "is_written": True, "is_verified": True, "filed_on": date(2026, 1, 5)}
    event = {"id": 2, "unit_id": 1, "number": "报2", "kind": PersonalReportKind.EVENT, "person_id": 1}
    event |= {"event_on": date(2025, 3, 1), "reported_on": date(2025, 3, 31)}
    yearly = {"id": 3, "unit_id": 1, "number": "报3", "kind": PersonalReportKind.MATTERS, "person_id": 1}
    yearly |= {"year": 2025, "is_spot_checked": True}
    subject = {"id": 1, "notice_id": 1, "position": 1, "subject_written": "某", "appointment_id": 1}
    return {
        "appointment": [case], "appointment_step": steps, "vetting": [vetting], "exam_attempt": [exam],
        "probation": [probation], "personnel_action": [], "notice": [notice], "notice_subject": [subject],
        "publication": [shown], "audit": [audit], "personal_report": [told, event, yearly],
    }  # fmt: skip


def faults_of_personnel(pick: _Pick, rows: _Rows, faults: int) -> None:
    """Sets some values of the case at random, to what a random county may hold."""
    drawn = personnel_of(pick, {name: list(map(dict, rows[name])) for name in rows})
    for _ in range(faults):
        name = pick(PERSONNEL_TABLES)
        if not rows[name] or not drawn[name]:
            continue
        row, other = pick(rows[name]), pick(drawn[name])
        keys = sorted((set(row) & set(other)) - {"id", "number", "attempt", "stage", "position", "notice_id"})
        column = pick(keys)
        row[column] = other[column]
