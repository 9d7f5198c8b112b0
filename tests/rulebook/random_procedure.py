"""What comes before and after the meetings of the small random county: notice, stages, minutes, resolutions."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from powerctl.terms import (
    BodyKind,
    BudgetStage,
    DecidingSide,
    DecisionStage,
    MajorMatter,
    ResolutionState,
    SecrecyAuthority,
    SecrecyLevel,
    TopicClass,
)

PROCEDURE_TABLES = (
    "procedure_step", "consultation", "instruction", "resolution", "minutes_copy", "parallel_record",
    "budget_step",
)  # fmt: skip

_Pick = Callable[[Sequence[Any]], Any]
_Rows = dict[str, list[dict[str, Any]]]
_MAYBE = (True, True, False, None)
# The meetings of the county are held on 6 May 2024, 4 January 2010 and 1 September 2026.
_BEFORE = (date(2024, 4, 1), date(2024, 4, 20), date(2024, 5, 4), date(2024, 5, 5))
_DAYS = (*_BEFORE, date(2024, 5, 6), date(2024, 5, 7), date(2024, 6, 3), date(2026, 4, 1), None)
_SECRETARIES = (BodyKind.SECRETARIES, BodyKind.SECRETARIES, BodyKind.OTHER, None)


def procedure_of(pick: _Pick, rows: _Rows) -> _Rows:
    """Rows about the topics and meetings that are there already, which get their remaining columns."""
    found: _Rows = {name: [] for name in PROCEDURE_TABLES}
    for line in rows["catalogue_item"]:
        line |= {
            "side": pick((*DecidingSide, None)), "valid_from": pick((date(2020, 1, 1), date(2027, 1, 1), None)),
            "name": pick(("目录甲", line["name"])), "valid_to": None, "topic_class": pick((TopicClass.SUPERIOR, None)),
        }  # fmt: skip
        if any(one is not line and _key(one) == _key(line) for one in rows["catalogue_item"]):
            line["name"] = f"目录{line['id']}"
    for topic in rows["topic"]:
        _topic(pick, found, topic)
    for meeting in rows["meeting"]:
        _meeting(pick, found, meeting)
    for item in rows["agenda_item"]:
        _item(pick, found, item)
    for said in rows["statement"]:
        said |= {"reasons": pick(("有据", "有据", " ", None)), "is_presentation": pick((False, False, True))}
    for year in pick(((), (2024,), (2024, 2026))):
        for stage in BudgetStage:
            if pick((True, True, True, False)):
                done = date(year, 1 + list(BudgetStage).index(stage), 1)
                row = {
                    "unit_id": 1,
                    "year": year,
                    "stage": stage,
                    "done_on": pick((done, done, done, *_DAYS)),
                }
                _add(found, "budget_step", row)
    return found


def _key(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["unit_id"], line["name"], line.get("valid_from")


def _add(found: _Rows, table: str, row: dict[str, Any]) -> None:
    found[table].append({"id": len(found[table]) + 1, **row})


def _topic(pick: _Pick, found: _Rows, topic: dict[str, Any]) -> None:
    topic |= {
        "matter": pick((topic.get("matter"), MajorMatter.DECISION)),
        "topic_class": pick((topic.get("topic_class"), topic.get("topic_class"), TopicClass.SUPERIOR)),
        "collected_by_written": pick(("人2", "人2", " ", None)), "collected_on": pick(_DAYS),
        "is_investigated": pick(_MAYBE), "study_document": pick(("调研报告", "调研报告", "", None)),
        "screened_on": pick(_DAYS), "screened_by": pick(_SECRETARIES), "needs_opinion": pick(_MAYBE),
    }  # fmt: skip
    about = {"topic_id": topic["id"]}
    for place, stage in enumerate(DecisionStage if pick((True, True, False)) else ()):
        if pick((True, True, True, True, False)):
            done = date(2024, 3, 1 + 3 * place)
            step = {
                "begun_on": pick((date(2024, 1, 5), date(2024, 3, 1), None)),
                "done_on": pick((done, done, done, done, *_DAYS)), "missing_reason": pick((None, None, None, "情况紧急")),
            }  # fmt: skip
            _add(found, "procedure_step", {**about, "stage": stage, **step})
    for _ in range(pick((0, 1, 2))):
        _add(found, "consultation", {**about, "person_id": pick((1, None)), "held_on": pick(_DAYS)})
        _add(found, "instruction", {**about, "person_id": pick((1, 2, 3, None)), "given_on": pick(_DAYS)})


def _meeting(pick: _Pick, found: _Rows, meeting: dict[str, Any]) -> None:
    meeting |= {
        "has_minutes": pick(_MAYBE), "minutes_format": pick(("统一格式", "统一格式", "自拟", " ", None)),
        "secrecy": pick((*SecrecyLevel, None)), "secrecy_authority": pick((*SecrecyAuthority, None)),
        "secrecy_record": pick(("定密审批表", " ", None)), "secrecy_years": pick((5, 10, 20, 30, 31, None)),
        "distribution": pick(("人1、人2", "人1、人2", "班子成员", "人2", " ", None)),
        "reported_up_on": pick(_DAYS),
    }  # fmt: skip
    about = {"meeting_id": meeting["id"]}
    for n in range(1, pick((0, 1, 2, 3)) + 1):
        row = {"number": n, "recipient_written": pick(("人1", "人2", "", None)), "handed_on": pick(_DAYS)}
        _add(found, "minutes_copy", {**about, **row, "recalled_on": pick((row["handed_on"], *_DAYS))})
    for _ in range(pick((0, 1, 1, 2))):
        row = {"present": pick((1, 2, 3, None)), "topics": pick((1, 2, None))}
        _add(
            found,
            "parallel_record",
            {**about, **row, "differences": pick(("无", "无", "实到不同", " ", None))},
        )


def _item(pick: _Pick, found: _Rows, item: dict[str, Any]) -> None:
    item |= {
        "noticed_on": pick((*_BEFORE, *_DAYS)), "is_extempore": pick((False, *_MAYBE)), "presenter_id": pick((1, 2, 3, None)),
        "observers_written": pick(("某局", " ", None)), "executed_on": pick((*_DAYS, date(2025, 6, 1))),
    }  # fmt: skip
    for n in range(1, pick((0, 1, 2)) + 1):
        task = {
            "position": n, "text": f"事项{n}", "due_on": pick((*_DAYS, date(2026, 5, 1))),
            "state": pick((*ResolutionState, None)), "done_on": pick(_DAYS), "evaluated_on": pick(_DAYS),
        }  # fmt: skip
        _add(found, "resolution", {"agenda_item_id": item["id"], **task})


def procedure_in_order(rows: _Rows) -> _Rows:
    """Everything that passes about the meetings of a county in order."""
    found: _Rows = {name: [] for name in PROCEDURE_TABLES}
    for topic in rows["topic"]:
        topic |= {
            "matter": MajorMatter.DECISION, "collected_by_written": "人2", "collected_on": date(2024, 4, 1),
            "is_investigated": True, "study_document": "调研报告", "screened_on": date(2024, 4, 2),
            "screened_by": BodyKind.SECRETARIES, "needs_opinion": True,
        }  # fmt: skip
        for place, stage in enumerate(DecisionStage):
            step = {"topic_id": topic["id"], "stage": stage, "missing_reason": None}
            days = {"begun_on": date(2024, 1, 5), "done_on": date(2024, 3, 1 + 3 * place)}
            _add(found, "procedure_step", {**step, **days})
        _add(found, "consultation", {"topic_id": topic["id"], "held_on": date(2024, 4, 10)})
        _add(found, "instruction", {"topic_id": topic["id"], "person_id": 2, "given_on": date(2024, 5, 5)})
    for meeting in rows["meeting"]:
        meeting |= {
            "has_minutes": True, "minutes_format": "统一格式", "secrecy": SecrecyLevel.LOW,
            "secrecy_authority": SecrecyAuthority.DERIVED, "secrecy_record": "定密审批表", "secrecy_years": 10,
            "distribution": "人1、人2", "reported_up_on": date(2024, 5, 7),
        }  # fmt: skip
        day = {"handed_on": date(2024, 5, 7), "recalled_on": date(2024, 5, 7)}
        copy = {"meeting_id": meeting["id"], "number": 1, "recipient_written": "人1"}
        _add(found, "minutes_copy", {**copy, **day})
        record = {"meeting_id": meeting["id"], "present": 4, "topics": 1, "differences": "无"}
        _add(found, "parallel_record", record)
    for item in rows["agenda_item"]:
        item |= {
            "noticed_on": date(2024, 5, 4), "is_extempore": False, "presenter_id": 2, "observers_written": None,
            "executed_on": date(2024, 6, 1),
        }  # fmt: skip
        task = {"agenda_item_id": item["id"], "position": 1, "text": "事项", "due_on": date(2024, 12, 31)}
        done = {"state": ResolutionState.DONE, "done_on": date(2024, 9, 1), "evaluated_on": date(2025, 5, 1)}
        _add(found, "resolution", {**task, **done})
    for said in rows["statement"]:
        said |= {"reasons": "有据", "is_presentation": False}
        said["position"] = said["attendance_id"] % 4 or 4
    _head_last(rows)
    for place, line in enumerate(BudgetStage):
        row = {"unit_id": 1, "year": 2024, "stage": line, "done_on": date(2024, 1 + place, 1)}
        _add(found, "budget_step", row)
    return found


def _head_last(rows: _Rows) -> None:
    heads = {seat["id"] for seat in rows["attendance"] if seat["is_head"]}
    for said in rows["statement"]:
        if said["attendance_id"] in heads:
            said["position"] = 9


def faults_of_procedure(pick: _Pick, rows: _Rows, faults: int) -> None:
    """Some values of these rows set at random, each to what another row might have."""
    options: dict[str, Sequence[Any]] = {
        "noticed_on": _DAYS, "held_on": (date(2024, 5, 6), date(2026, 2, 1), None), "screened_on": _DAYS, "done_on": _DAYS,
        "begun_on": _DAYS, "given_on": _DAYS, "recalled_on": _DAYS, "evaluated_on": _DAYS, "collected_on": _DAYS,
        "is_extempore": _MAYBE, "is_investigated": _MAYBE, "needs_opinion": _MAYBE, "has_minutes": _MAYBE,
        "reasons": ("有据", None), "is_head": _MAYBE, "position": (11, 12, 13, 14, 15, 16),
        "missing_reason": (None, "情况紧急"), "present": (3, 4, None), "differences": ("无", "不同", None),
        "is_after_vote": (True, False), "is_presentation": (True, False), "person_id": (1, 2, None),
    }  # fmt: skip
    tables = (*PROCEDURE_TABLES, "topic", "meeting", "attendance", "agenda_item", "statement")
    cells = [(row, column) for name in tables for row in rows[name] for column in row if column in options]
    for _ in range(faults):
        row, column = pick(cells)
        if column != "position" or "opinion" in row:
            row[column] = pick(options[column])
