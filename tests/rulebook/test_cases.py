"""Every rule on its case file: it fires, it stays silent, it cannot tell; also at the edge.

A file `cases/CODE.toml` holds rows by table. `always` is in every case of the file; columns that
a case does not care about are filled in. A case names every item that the rule looks at.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from powerctl.rulebook.rule import FINDING, PASSED, UNKNOWN, Rule
from tests.rulebook.small_county import DAY, RULES, TABLES, Rows, on_file

FOLDER = Path(__file__).parent / "cases"
VERDICTS = {"passed": PASSED, "finding": FINDING, "unknown": UNKNOWN}
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
CASES = [(code, name) for code, file in FILES.items() for name in file if name != "always"]
BY_CODE = {rule.code: rule for rule in RULES}

_FILLED: dict[str, dict[str, Any]] = {
    "unit": {"code": "U{id}", "name": "单位{id}"},
    "person": {"unit_id": 1, "name": "人{id}", "number": ""},
    "post": {"unit_id": 1, "title": "职务{id}"},
    "tenure": {},
    "duty": {"unit_id": 1},
    "edition": {"unit_id": 1, "name": "版本{id}"},
    "power": {
        "unit_id": 1,
        "edition_id": 1,
        "name": "事项{id}",
        "identity": "{name}",
        "ordinal": 1,
        "sub_item": "",
    },
    "legal_basis": {"position": "{id}", "text": "依据{id}"},
    "risk_point": {"unit_id": 1, "name": "点{id}", "identity": "{name}", "ordinal": 1, "description": ""},
    "measure": {"position": "{id}", "text": "措施{id}"},
    "flow_chart": {"unit_id": 1, "name": "图{id}"},
    "flow_step": {"position": "{id}", "code": "{id}", "title": "环节{id}", "kind": "步骤"},
    "clean_up": {"unit_id": 1, "old_edition_id": 1, "new_edition_id": 2},
    "delegation": {},
    "exercise": {"unit_id": 1, "identity": "办{id}", "ordinal": 1},
    "leader_scope": {},
    "institution": {"unit_id": 1, "name": "制度{id}", "number": ""},
    "institution_link": {},
    "required_institution": {"position": "{id}"},
    "institution_review": {},
    "compendium": {"unit_id": 1, "name": "汇编{id}"},
    "compendium_entry": {"position": "{id}"},
    "leading_body": {"unit_id": 1, "name": "机构{id}"},
    "discretion_benchmark": {"position": "{id}", "grade": ""},
    "risk_method": {"name": "方法{id}"},
    "risk_method_part": {"method_id": 1, "position": "{id}"},
    "risk_factor": {"risk_point_id": 1},
    "risk_assessment": {
        "risk_point_id": 1,
        "method": "标准计数法",
        "method_frozen": "法",
        "factors_frozen": "因素",
        "working": "算式",
    },
    "risk_review": {"risk_point_id": 1},
    "catalogue_item": {"unit_id": 1, "name": "目录{id}"},
    "topic": {"unit_id": 1, "number": "题{id}", "title": "议题{id}"},
    "meeting": {"unit_id": 1, "number": "会{id}"},
    "attendance": {"meeting_id": 1, "position": "{id}", "person_written": "人{id}"},
    "agenda_item": {"meeting_id": 1, "topic_id": 1, "position": "{id}"},
    "question": {"agenda_item_id": 1, "text": "问{id}"},
    "recusal": {"agenda_item_id": 1},
    "statement": {"agenda_item_id": 1, "position": "{id}"},
    "named_ballot": {"agenda_item_id": 1, "round": 1},
    "named_vote": {"ballot_id": 1},
    "secret_ballot": {"agenda_item_id": 1, "round": 1, "candidate": ""},
    "procedure_step": {"topic_id": 1},
    "consultation": {"topic_id": 1},
    "instruction": {"topic_id": 1},
    "resolution": {"agenda_item_id": 1, "position": "{id}", "text": "事项{id}"},
    "minutes_copy": {"meeting_id": 1, "number": 1},
    "parallel_record": {"meeting_id": 1},
    "budget_step": {"unit_id": 1},
    "approval_limit": {"unit_id": 1},
    "ladder_step": {},
    "expenditure": {"unit_id": 1, "identity": "支{id}", "ordinal": 1},
    "sign_off": {"expenditure_id": 1, "round": 1, "position": "{id}"},
    "countersign_sheet": {"unit_id": 1, "number": "签{id}"},
    "countersignature": {"sheet_id": 1},
    "fund_account": {"unit_id": 1, "year": 2025, "name": "账户{id}"},
    "finance_report": {"unit_id": 1},
    "trading_venue": {"name": "中心{id}"},
    "project": {"unit_id": 1, "number": "项{id}", "name": "项目{id}"},
    "project_gate": {"project_id": 1},
    "public_transaction": {"unit_id": 1, "number": "易{id}", "name": "交易{id}"},
    "undertaking": {"unit_id": 1, "number": "事{id}", "name": "事项{id}"},
    "inspection": {"unit_id": 1, "number": "查{id}"},
    "appointment": {"unit_id": 1, "number": "任{id}"},
    "appointment_step": {"appointment_id": 1},
    "vetting": {"appointment_id": 1},
    "exam_attempt": {"appointment_id": 1, "attempt": 1},
    "probation": {"appointment_id": 1},
    "personnel_action": {"unit_id": 1, "number": "事{id}", "name": "事项{id}"},
    "notice": {"unit_id": 1, "number": "示{id}", "title": "公示{id}"},
    "notice_subject": {"notice_id": 1, "position": "{id}", "subject_written": "人{id}"},
    "matter_link": {"left_kind": "支出", "right_kind": "会议议程", "decision": "关联"},
    "publication": {"unit_id": 1, "number": "公{id}", "title": "公开{id}"},
    "audit": {"unit_id": 1, "number": "审{id}"},
    "personal_report": {"unit_id": 1, "number": "报{id}"},
    "import_batch": {
        "file_name": "表.xlsx",
        "sha256": "a",
        "kind": "risks",
        "rows_read": 0,
        "added": 0,
        "changed": 0,
        "unchanged": 0,
        "rejected": 0,
    },
}


def _full(table: str, row: dict[str, Any]) -> dict[str, Any]:
    full = dict(row)
    for column, value in _FILLED[table].items():
        if column not in full:
            text = value.format(**full) if isinstance(value, str) else value
            full[column] = int(text) if column == "position" else text
    columns = SQLModel.metadata.tables[table].c
    return {column: _as_stored(columns[column].type, value) for column, value in full.items()}


def _as_stored(kind: Any, value: Any) -> Any:
    terms = getattr(kind, "terms", None)
    return terms(value) if terms else value


def _rows(file: dict[str, Any], case: dict[str, Any]) -> Rows:
    always = file.get("always", {})
    return {
        table: [_full(table, row) for row in (*always.get(table, ()), *case.get(table, ()))]
        for table in TABLES
    }


def _answered(rule: Rule, file: dict[str, Any], case: dict[str, Any]) -> list[Any]:
    limits = tuple(sorted(case.get("limits", {}).items()))
    with on_file(_rows(file, case), limits, (rule,), case.get("day", DAY)) as county:
        assert not county.db.execute("PRAGMA foreign_key_check").fetchall(), (
            "the case refers to a missing row"
        )
        return county.lines(rule)


@pytest.mark.parametrize("code, name", CASES)
def test_a_rule_answers_as_its_case_file_says(code: str, name: str) -> None:
    rule, case = BY_CODE[code], FILES[code][name]
    rows = _answered(rule, FILES[code], case)
    worst: dict[str, int] = {}
    for row in rows:
        worst[row.item] = max(worst.get(row.item, PASSED), row.verdict)
    found = {
        answer: sorted(item for item, verdict in worst.items() if verdict == number)
        for answer, number in VERDICTS.items()
    }
    if "passed" not in case:
        del found["passed"]
    assert found == {answer: sorted(case.get(answer, [])) for answer in found}
    _check_words(rule, rows, case)


def _check_words(rule: Rule, rows: list[Any], case: dict[str, Any]) -> None:
    said: dict[str, str] = {}
    for row in rows:
        if row.verdict != PASSED:
            sentence = rule.say(row)
            assert sentence and "None" not in sentence, f"{row.item}: {sentence}"
            assert row.verdict != UNKNOWN or "无法判断" in sentence, f"{row.item}: {sentence}"
            assert row.verdict != FINDING or "无法判断" not in sentence, f"{row.item}: {sentence}"
            said[row.item] = sentence
    for item, words in case.get("says", {}).items():
        assert words in said[item], said[item]
    for item, severity in case.get("severity", {}).items():
        (row,) = (row for row in rows if row.item == item)
        assert rule.severity_of is not None
        assert rule.severity_of(row) == severity


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rules_cases_show_all_three_answers(rule: Rule) -> None:
    cases = [case for name, case in FILES[rule.code].items() if name != "always"]
    for answer in VERDICTS:
        assert any(case.get(answer) for case in cases), f"{rule.code} has no case with {answer}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_card_is_complete(rule: Rule) -> None:
    """A card cites a requirement, explains itself to the clerk, and names a command to type."""
    assert rule.cites
    assert all(citation.requirement.startswith("R-") and citation.document for citation in rule.cites)
    assert "无法判断" in rule.explanation
    assert "powerctl " in rule.advice


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
