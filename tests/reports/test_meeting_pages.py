"""Papers of a meeting and tables over many: what they say, and what they must not say."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from powerctl.errors import Refused
from powerctl.model import AgendaItem, Attendance, Meeting, NamedBallot, Recusal, Resolution, SecretBallot
from powerctl.reports.blocks import (
    Heading,
    Imprint,
    Masthead,
    Paragraph,
    Report,
    Roll,
    Signatures,
    Table,
    To,
)
from powerctl.reports.render import to_html, to_markdown
from powerctl.store.transaction import transaction
from powerctl.terms import BodyKind, MemberRole, SecrecyLevel

DAY = date(2026, 6, 30)
FIRST = {"meeting": "2026-3", "unit": "U000"}
Paper = Callable[..., Report]


def said(report: Report) -> str:
    return repr(report.blocks)


def paragraphs(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


def tables(report: Report) -> list[Table]:
    return [block for block in report.blocks if isinstance(block, Table)]


def test_minutes_have_the_official_head_rolls_and_page_numbers(paper: Paper) -> None:
    """R-XZ-10"""
    report = paper("会议纪要", **FIRST)
    head = next(block for block in report.blocks if isinstance(block, Masthead))
    assert report.meta.official
    assert head.mark == "云泽县党委常委会议纪要" and head.number == "〔2026〕3号"
    rolls = {block.label: block.names for block in report.blocks if isinstance(block, Roll)}
    assert list(rolls) == ["出席", "请假", "列席", "记录"]
    assert rolls["出席"].count("、") == 7 and "曹砚秋" not in rolls["出席"]
    assert rolls["请假"] == "曹砚秋（外出学习）" and rolls["列席"] == "罗列席（县财政局局长）"
    assert "应到9人，实到8人，请假1人，达到应到人数的三分之二（应到 9 · 需到 6 · 实到 8）" in paragraphs(
        report
    )


def test_minutes_print_the_arithmetic_of_the_round_that_counts(paper: Paper) -> None:
    """R-XZ-09: the struck first round, eight against, does not count."""
    text = paragraphs(paper("会议纪要", **FIRST))
    assert "采取举手表决方式（第2轮）：同意6票、反对1票、弃权1票。" in text
    assert "通过（应到 9 · 需 5 · 同意 6）" in text and "反对8票" not in text
    assert "未通过（应到 9 · 需 5 · 同意 4 · 差 1）" in text


def test_a_last_round_that_was_struck_gives_way_to_the_one_before(paper: Paper, meetings: Path) -> None:
    """R-XZ-09"""
    with transaction(meetings, "测试", "edit") as db:
        db.add(NamedBallot(agenda_item_id=1, round=3, is_void=True, reason="重复"))
        db.add(SecretBallot(agenda_item_id=2, round=2, candidate="赵清河", returned=9, is_void=True))
    text = paragraphs(paper("会议纪要", **FIRST))
    assert "（第2轮）：同意6票" in text and "第3轮" not in text
    assert "同意 4 · 差 1" in text and "同意7票、" not in text


def test_a_recused_member_stays_in_the_base_and_the_page_says_so(paper: Paper) -> None:
    """R-XZ-09"""
    assert "应到 9 · 回避 1（仍计入应到） · 需 5 · 同意 4 · 差 1" in paragraphs(paper("会议纪要", **FIRST))
    result = paper("表决结果单", **FIRST)
    assert "请假、缺席人员计入应到人数" in paragraphs(result)
    assert "许知行（近亲属事项）；回避人员仍计入应到人数" in paragraphs(result)
    assert tables(result)[1].caption == "计票依据：应到 9 · 回避 1（仍计入应到） · 需 5"
    assert tables(result)[1].rows[1][8] == "未通过，差 1 票"


def test_minutes_with_personnel_decisions_are_due_back_the_same_day(paper: Paper) -> None:
    """R-XZ-10"""
    lines = next(block for block in paper("会议纪要", **FIRST).blocks if isinstance(block, Imprint)).lines
    left = [line for line, _ in lines]
    assert "分送：县委常委，县纪委" in left and "含人事任免事项，发出后当日收回" in left
    assert ("", "共印9份") in lines
    none = next(
        block for block in paper("会议纪要", meeting="2026-4").blocks if isinstance(block, Imprint)
    ).lines
    assert "收回" not in repr(none)


def test_a_secret_paper_carries_copy_number_level_and_term_an_internal_one_no_mark(
    paper: Paper, meetings: Path
) -> None:
    """R-XZ-10, norms B65: marks are forbidden on what is not secret."""

    def top() -> tuple[str, ...]:
        blocks = paper("会议纪要", meeting="2026-5").blocks
        return next(block for block in blocks if isinstance(block, Masthead)).top

    assert top() == ("份号：", "机密★10年")
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 3)
        assert meeting
        meeting.secrecy = SecrecyLevel.INTERNAL
    assert top() == ()


def test_the_record_has_each_opinion_in_its_order_and_names_who_did_not_speak(paper: Paper) -> None:
    """R-XZ-08"""
    spoken = next(t for t in tables(paper("会议记录", **FIRST)) if t.caption.startswith("发言"))
    assert [row[0] for row in spoken.rows] == ["1", "2", "3", "4", "5", "6", "7", "－"]
    assert spoken.rows[0][1] == "邓云起\n（汇报方案）"
    assert spoken.rows[6] == ("7", "高远山\n（“一把手”）", "同意", "理由之7")
    assert spoken.rows[7][1] == "冯溪亭"


def test_the_record_names_who_voted_how_and_of_a_secret_ballot_only_counts(paper: Paper) -> None:
    """R-XZ-09"""
    report = paper("会议记录", **FIRST)
    named = [t for t in tables(report) if t.caption.startswith("记名表决")]
    assert "已作废：计票有误" in named[0].caption
    assert named[1].rows[1] == ("反对", "1", "冯溪亭")
    secret = next(t for t in tables(report) if t.caption.startswith("无记名票决"))
    assert secret.rows[0][2:6] == ("发出7张、收回7张、无效0张", "6", "1", "0")
    assert not any(name in repr(secret.rows) for name in ("高远山", "冯溪亭", "许知行"))


def test_the_result_sheet_tells_when_what_was_announced_is_not_what_was_counted(paper: Paper) -> None:
    """R-XZ-09"""
    report = paper("表决结果单", **FIRST)
    assert paragraphs(report).count("宣布结果与计票结果不一致") == 1
    assert "另有 1 次表决已作废，不计入" in paragraphs(report)
    assert paragraphs(report).count("监票、计票：秦监票、吴计票。") == 1
    signed = next(block for block in report.blocks if isinstance(block, Signatures))
    assert len(signed.labels) == 3


def test_where_the_head_decides_no_vote_is_judged(paper: Paper) -> None:
    """norms D.1, 3"""
    report = paper("表决结果单", meeting="2026-4")
    assert tables(report)[0].rows[0][8] == "不以票数决定"
    assert "与多数意见不一致的理由：试行一年再评估" in paragraphs(report)
    assert "未通过" not in said(report)


def test_each_unit_gets_its_own_notice(paper: Paper) -> None:
    """R-ZJ-03"""
    report = paper("决定事项通知", **FIRST)
    assert [block.text for block in report.blocks if isinstance(block, To)] == ["云泽县财政局："]
    assert tables(report)[0].rows == (
        ("1", "关于县城污水处理厂二期工程的议题", "落实二期资金", "2026-06-01"),
    )


def test_the_public_page_holds_no_name_no_level_and_no_figure_of_a_secret_ballot(paper: Paper) -> None:
    """R-XZ-17, reliability.md 3.3"""
    report = paper("会议决策公开", unit="U000")
    text = said(report) + "".join(to_html(report)) + "".join(to_markdown(report))
    for hidden in ("高远山", "陆明远", "李大山", "赵清河", "邓云起", "秘密事项", "机密", "秦监票", "6票同意"):
        assert hidden not in text, hidden
    rows = [row for table in tables(report) for row in table.rows]
    assert ("2", "人事任免事项", "另行公示", "应到9人，实到8人，表决通过") in rows
    assert "由陆某某牵头" in repr(rows)
    held = "召开会议 4 次（公开 2、有密级或标明内部的会议 1、没有可公开的议题 1）。公开议题 3 项（通过 3）"
    assert held in paragraphs(report)


def test_a_decision_that_contradicts_its_count_is_not_made_public(paper: Paper) -> None:
    report = paper("会议决策公开", unit="U000")
    assert "公务用车" not in said(report)
    assert "与计票结果不一致的议题 1 项" in paragraphs(report)


def test_figures_of_a_secret_ballot_in_a_text_are_left_out_in_public(paper: Paper, meetings: Path) -> None:
    """reliability.md 3.3"""
    with transaction(meetings, "测试", "edit") as db:
        item = db.get(AgendaItem, 4)
        assert item
        item.decided_text = "经票决，同意7票、反对二票，予以试行。"
        db.add(SecretBallot(agenda_item_id=4, round=2, votes_for=7, against=2))
    text = said(paper("会议决策公开", unit="U000"))
    assert "予以试行" in text and not re.search(r"[7二]\s*票", text)


def test_an_invalid_meeting_is_marked_on_its_papers_and_not_made_public(paper: Paper, meetings: Path) -> None:
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        meeting.invalid_reason = "到会人数有争议"
    for name in ("会议纪要", "会议记录", "表决结果单"):
        assert "【本次会议已标注为无效】到会人数有争议" in paragraphs(paper(name, **FIRST))
    assert "污水" not in said(paper("会议决策公开", unit="U000"))
    with pytest.raises(Refused, match="已标注为无效"):
        paper("决定事项通知", **FIRST)


def test_the_register_holds_every_topic_and_withholds_what_has_a_level(paper: Paper) -> None:
    """R-XZ-05, R-XZ-06"""
    report = paper("议决事项台账")
    rows = tables(report)[1].rows
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert "T5\n（有密级，从略）" in rows[4] and "秘密事项" not in said(report)
    assert rows[0][8] == "应到 9 · 需 5 · 同意 6，通过"
    assert tables(report)[0].rows[-1][-1] == "5"


def test_overdue_resolutions_come_first(paper: Paper) -> None:
    """R-ZJ-03"""
    report = paper("决议督办表")
    heads = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert heads[0] == "一、逾期未完成（1 项）"
    assert tables(report)[0].rows[0][5] == "▲ 29 天"
    assert tables(report)[1].rows[0][5:7] == ("－", "已完成")
    on_the_day = paper("决议督办表", as_of=date(2026, 6, 1))
    assert "截至2026年6月1日，共 2 项（未到期 1、已完成 1）。已完成 1 项（按期完成 1）" in paragraphs(
        on_the_day
    )


def test_the_most_overdue_stands_before_the_others(paper: Paper, meetings: Path) -> None:
    """R-ZJ-03"""
    with transaction(meetings, "测试", "edit") as db:
        db.add(Resolution(agenda_item_id=4, position=2, text="最久的一项", due_on=date(2026, 5, 2)))
        db.add(Resolution(agenda_item_id=4, position=3, text="当天到期", due_on=DAY))
        db.add(Resolution(agenda_item_id=4, position=4, text="没有期限"))
    report = paper("决议督办表")
    assert [row[5] for row in tables(report)[0].rows] == ["▲ 59 天", "▲ 29 天"]
    assert "共 5 项（逾期未完成 2、未到期 1、没有完成期限 1、已完成 1）" in paragraphs(report)
    assert "没有登记的：落实状态 3 项、完成期限 1 项、承办单位 3 项、进展报告 4 项。" in paragraphs(report)


def test_a_unit_sees_what_it_has_to_carry_out_for_others(paper: Paper) -> None:
    """R-ZJ-03"""
    report = paper("决议督办表", unit="U002")
    assert "共 1 项" in paragraphs(report) and "落实二期资金" in said(report)


def test_watched_meetings_are_counted_by_unit_the_least_watched_first(paper: Paper) -> None:
    """R-ZJ-06"""
    report = paper("会议督查情况")
    rows = tables(report)[0].rows
    assert [row[:3] for row in rows] == [
        *(("云泽县财政局", "1", "0/1（0%）"), ("云泽县", "3", "1/3（33%）")),
        ("合计", "4", "1/4（25%）"),
    ]
    assert tables(report)[2].rows[0][2:6] == ("7 / 8", "3 / 3", "末位 / 末位", "▲ 不一致")


def test_units_are_told_how_their_meetings_keep_the_rules(paper: Paper) -> None:
    """R-XZ-09"""
    overview, rules = tables(paper("各单位议事规范情况"))
    column = overview.headings.index("表决")
    assert overview.rows[0][0] == "云泽县" and overview.rows[0][column].startswith("▲")
    assert any(row[1].startswith("VOTE002") and row[3] == "1" for row in rules.rows)


def test_what_is_not_recorded_is_said_and_never_passed(paper: Paper, meetings: Path) -> None:
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        meeting.held_on = None
        for number in range(20, 26):
            seat = db.get(Attendance, number)
            assert seat
            seat.state = None
    text = paragraphs(paper("会议纪要", **FIRST))
    assert "召开日期未登记" in text and "无法判断" in text
    assert "达到应到人数" not in text.replace("是否达到应到人数", "")
    assert "另有 1 次会议没有登记召开日期" in paragraphs(paper("议决事项台账"))


def test_a_meeting_is_asked_for_by_number_and_unit(paper: Paper) -> None:
    for order in ({}, {"meeting": "2026-9"}, {"meeting": "2026-3"}, {"meeting": "2026-4", "unit": "U002"}):
        with pytest.raises(Refused) as refused:
            paper("会议纪要", **order)
        assert refused.value.hint.startswith("powerctl ")


def test_a_member_recused_is_named_and_a_screening_body_does_not_vote(paper: Paper, meetings: Path) -> None:
    with transaction(meetings, "测试", "edit") as db:
        meeting = db.get(Meeting, 1)
        assert meeting
        meeting.body = BodyKind.SECRETARIES
        db.add(Recusal(agenda_item_id=1, attendance_id=22))
    record = paper("会议记录", **FIRST)
    assert "回避：陆明远" in paragraphs(record)
    assert "本会议只作酝酿、初审，不作表决" in said(record) and "计票结果" not in said(record)


def test_an_observer_is_not_in_the_base(paper: Paper, meetings: Path) -> None:
    """R-XZ-07"""
    before = paragraphs(paper("会议纪要", **FIRST))
    with transaction(meetings, "测试", "edit") as db:
        db.add(Attendance(meeting_id=1, position=30, person_written="新列席", role=MemberRole.OBSERVER))
    assert paragraphs(paper("会议纪要", **FIRST)) == before
