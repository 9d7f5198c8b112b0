"""import of meetings: the template filled and taken in, and a secret ballot with names kept out."""

from pathlib import Path

import openpyxl
import pytest

from powerctl.sheets.kinds import KINDS
from powerctl.sheets.writing.template import EXAMPLE_ROW, template_columns
from tests.cli.conftest import Typed
from tests.cli.workbooks import workbook

HEAD, MEMBER = "丘甲乙", "辛丙丁"
ROWS = {
    "meetings": [{"unit": "县财政局", "number": "2026-05", "body": "党组会", "held_on": "2026-03-05",
                  "begun_at": "09:00", "chair_written": HEAD}],
    "meeting_topics": [{"meeting": "2026-05", "position": "1", "title": "关于调整预算的请示", "outcome": "通过"},
                       {"meeting": "2026-05", "position": "2", "title": "关于任职的请示", "outcome": "通过"}],
    "meeting_attendance": [{"meeting": "2026-05", "person_written": name, "role": "应到成员", "state": "出席"}
                           for name in (HEAD, MEMBER)],
    "meeting_statements": [{"meeting": "2026-05", "topic": "1", "speaker_written": MEMBER, "opinion": "同意",
                            "reasons": "资金已落实"}],
    "meeting_votes": [{"meeting": "2026-05", "topic": "1", "method": "举手表决", "voter_written": HEAD,
                       "choice": "同意"},
                      {"meeting": "2026-05", "topic": "2", "method": "无记名票决", "issued": "2",
                       "returned": "2", "votes_for": "1", "against": "1", "abstain": "0"}],
}  # fmt: skip


def filled(
    typed: Typed, path: Path, rows: dict[str, list[dict[str, str]]], template: str = "meetings"
) -> Path:
    """The template with rows under its example."""
    assert typed("template", template, "-o", path).status == 0
    book = openpyxl.load_workbook(path)
    for kind in KINDS:
        for at, values in enumerate(rows.get(kind.name, []), start=1):
            for number, column in enumerate(template_columns(kind), start=1):
                book[kind.title].cell(EXAMPLE_ROW + at, number).value = values.get(column.field)
    book.save(path)
    return path


def test_a_filled_template_is_taken_in_once(on: Typed, tmp_path: Path) -> None:
    """R-XZ-06 … R-XZ-09"""
    book = filled(on, tmp_path / "会议.xlsx", ROWS)
    answer = on("import", book, "--format", "json")
    assert (answer.status, answer.json["kind"], answer.json["problems"]) == (0, "meetings", [])
    assert (answer.json["records"], answer.json["added"]) == (8, 8)
    again = on("import", book, "--format", "json")
    assert (again.json["unchanged"], again.json["batch"]) == (8, None)
    batch = answer.json["batch"]
    assert on("undo", "--batch", batch).status == 0
    assert on("import", book, "--format", "json").json["added"] == 8


@pytest.mark.parametrize(
    "options", [[], ["--dry-run"], ["--format", "json"], ["--skip-bad"], ["--as", "meetings"]]
)
def test_names_beside_a_secret_ballot_leave_no_trace(
    on: Typed, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    """R-XZ-09, reliability.md section 3: nothing of it is stored, logged or said."""
    secret = {
        "meeting": "2026-05",
        "topic": "2",
        "method": "无记名票决",
        "voter_written": MEMBER,
        "choice": "反对",
    }
    book = filled(on, tmp_path / "会议.xlsx", {**ROWS, "meeting_votes": [secret]})
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    before = county.read_bytes()
    answer = on("import", book, *options)
    assert answer.status != 0 and "无记名票决" in answer.said
    assert MEMBER not in answer.said and HEAD not in answer.said
    assert county.read_bytes() == before
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path not in (book, county)]
    for path in left:
        assert MEMBER.encode() not in path.read_bytes(), path
    assert on("ledger", "verify").status == 0


def test_a_marked_copy_is_not_made_of_it(on: Typed, tmp_path: Path) -> None:
    secret = {
        "meeting": "2026-05",
        "topic": "2",
        "method": "无记名票决",
        "voter_written": MEMBER,
        "choice": "反对",
    }
    book = filled(on, tmp_path / "会议.xlsx", {**ROWS, "meeting_votes": [secret]})
    assert on("import", book, "--mark", tmp_path / "标注.xlsx").status != 0
    assert not (tmp_path / "标注.xlsx").exists()


def test_a_published_register_is_taken_in(on: Typed, tmp_path: Path) -> None:
    rows = [
        ("县财政局2026年党组会议登记簿",),
        ("序号", "会议日期", "会议性质", "应到人数", "出席人员", "请假人员", "议题", "表决情况", "决策结果"),
        (
            1,
            "3月5日",
            "党组会",
            "2",
            f"{HEAD}（局长）",
            f"{MEMBER}（病假）",
            "一、预算；\n二、采购",
            "",
            "一致通过",
        ),
        (
            2,
            "3月12日",
            "党组会",
            "2",
            f"{HEAD}、{MEMBER}",
            "无",
            "人员培训方案",
            "同意2票、反对0票、弃权0票",
            "通过",
        ),
    ]
    book = workbook(tmp_path / "登记簿.xlsx", rows)
    answer = on("import", book, "--format", "json")
    assert (answer.status, answer.json["kind"], answer.json["added"]) == (0, "meeting-registers", 2), (
        answer.said
    )
    again = on("import", book, "--format", "json").json
    assert (again["unchanged"], again["batch"]) == (2, None)


AROUND = {
    "topics": [{"unit": "县财政局", "number": "YT-9", "title": "贯彻上级精神", "state": "已初审"}],
    "procedure_steps": [{"unit": "县财政局", "topic": "YT-9", "stage": "起草建议稿", "done_on": "2026-03-01"}],
    "consultations": [{"meeting": "2026-05", "topic": "1", "person_written": MEMBER, "held_on": "2026-03-01"}],
    "instructions": [{"meeting": "2026-05", "topic": "1", "person_written": HEAD, "given_on": "2026-03-02"}],
    "recusals": [{"meeting": "2026-05", "topic": "1", "person_written": MEMBER, "has_left": "是"}],
    "meeting_questions": [{"meeting": "2026-05", "topic": "1", "text": "缺口怎么办", "is_clear": "是"}],
    "resolutions": [{"meeting": "2026-05", "topic": "1", "text": "调整预算", "due_on": "2026-04-30"}],
    "resolution_progress": [{"meeting": "2026-05", "topic": "1", "text": "已报批", "reported_on": "2026-04-02"}],
    "parallel_records": [{"meeting": "2026-05", "present": "2", "topics": "2", "differences": "一致"}],
    "meeting_inspections": [{"meeting": "2026-05", "inspected_on": "2026-03-05", "result": "规范"}],
    "minutes_copies": [{"meeting": "2026-05", "number": "1", "recipient_written": HEAD}],
    "budget_steps": [{"unit": "县财政局", "year": "2026", "stage": "党委会研究"}],
    "meeting_closings": [{"meeting": "2026-05", "closed_at": "2026-03-06 17:30"}],
}  # fmt: skip


def test_what_hangs_on_a_meeting_is_taken_in_from_its_template(on: Typed, tmp_path: Path) -> None:
    """R-XZ-06, R-HY-03, R-ZJ-03, R-XZ-10: once, and not once more; undone, it comes in again."""
    assert on("import", filled(on, tmp_path / "会议.xlsx", ROWS)).status == 0
    book = filled(on, tmp_path / "会议办理.xlsx", AROUND, "proceedings")
    answer = on("import", book, "--format", "json")
    assert (answer.status, answer.json["kind"], answer.json["problems"]) == (0, "proceedings", [])
    assert answer.json["records"] == len(AROUND) and answer.json["rejected"] == 0
    again = on("import", book, "--format", "json")
    assert (again.json["unchanged"], again.json["batch"]) == (len(AROUND), None)
    assert "办结，不能直接改" in on("meeting", "ask", "2026-05", "1", "再问一句").said
    assert on("undo", "--batch", answer.json["batch"]).status == 0
    assert on("meeting", "ask", "2026-05", "1", "再问一句").status == 0
    assert on("import", book, "--format", "json").json["records"] == len(AROUND)
