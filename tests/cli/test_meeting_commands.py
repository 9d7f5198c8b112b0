"""meeting, topic, catalogue and resolution as a clerk types them (R-XZ-05 … R-XZ-10, R-ZJ-02, R-ZJ-03)."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Typed

MEMBERS = ("李一", "王二", "赵三", "钱四", "孙五")
BUREAU = ("--unit", "县财政局")


@pytest.fixture
def bureau(on: Typed) -> Typed:
    """The bureau with a head and four deputies in office, and one topic."""
    on("post", "edit", "局长", *BUREAU, "--set", "是否班子成员=是", "--set", "是否“一把手”=是")
    for count, name in enumerate(MEMBERS[1:], start=1):
        on("person", "add", name, *BUREAU)
        on(
            *("post", "add", f"副局长{count}", *BUREAU),
            *("--set", "是否班子成员=是", "--set", "是否“一把手”=否"),
        )
        on("post", "appoint", f"副局长{count}", *BUREAU, "--person", name, "--from", "2025-01-01")
    assert on("topic", "propose", "采购设备", *BUREAU, "--by", "王二").status == 0
    return on


@pytest.fixture
def meeting(bureau: Typed) -> Typed:
    """The same, with a meeting of the party group on which the topic is item 1 and four are present."""
    _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20", "--body", "党组会", "--chair", "李一"))
    _done(bureau("meeting", "agenda", "2026-01", "2026-001", "--noticed", "2026-06-17"))
    _done(bureau("meeting", "leave", "2026-01", "钱四", "--reason", "出差"))
    _done(bureau("meeting", "attend", "2026-01", "--all"))
    return bureau


def _done(answer: Answer) -> Answer:
    assert answer.status == 0, answer.err
    return answer


def _refused(answer: Answer, sentence: str) -> Answer:
    assert answer.status == 3, answer.said
    assert sentence in answer.err, answer.err
    assert "下一步：" in answer.err
    return answer


def _show(on: Typed) -> dict[str, Any]:
    found: dict[str, Any] = on("meeting", "show", "2026-01", "--format", "json").json
    return found


def _standing(on: Typed) -> dict[str, Any]:
    found: dict[str, Any] = on("meeting", "show", "2026-01", "--format", "json").json["standing"]["items"][0]
    return found


def test_the_roster_is_who_held_a_leadership_post_on_the_day_of_the_meeting(bureau: Typed) -> None:
    """R-XZ-07"""
    bureau("post", "dismiss", "5", "--on", "2026-05-31")
    answer = _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20"))
    assert "应到成员 4 人：李一、王二、赵三、钱四" in answer.out
    answer = _done(bureau("meeting", "new", *BUREAU, "--on", "2026-05-31"))
    assert "应到成员 5 人" in answer.out, "the last day in office is still a day in office"
    rows = bureau("meeting", "show", "2026-01", "--format", "json").json["attendance"]
    assert [row["is_head"] for row in rows] == ["是", "否", "否", "否"]
    assert {row["role"] for row in rows} == {"应到成员"} and {row["state"] for row in rows} == {None}


def test_a_roster_does_not_move_when_somebody_leaves_office_later(meeting: Typed) -> None:
    meeting("post", "dismiss", "2", "--on", "2026-06-01")
    assert len(_show(meeting)["attendance"]) == len(MEMBERS)


def test_a_post_that_may_be_leadership_is_left_out_and_told(bureau: Typed) -> None:
    bureau("person", "add", "周六", *BUREAU)
    bureau("post", "add", "总会计师", *BUREAU)
    bureau("post", "appoint", "总会计师", *BUREAU, "--person", "周六", "--from", "2025-01-01")
    answer = _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20"))
    assert "应到成员 5 人" in answer.out
    assert "职务“总会计师”没有写是否班子成员，“周六”未列入" in answer.err
    assert "增加应到成员 周六" in _done(bureau("meeting", "member", "2026-01", "周六")).out


def test_a_plenum_names_its_members_itself(bureau: Typed) -> None:
    answer = _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20", "--body", "全委会"))
    assert "应到成员 0 人" in answer.out and "逐个登记" in answer.err
    words = ("--on", "2026-06-21", "--body", "全委会", "--members", "李一、周六")
    assert "应到成员 2 人：李一、周六" in _done(bureau("meeting", "new", *BUREAU, *words)).out
    words = ("--on", "2026-06-22", "--body", "全委会", "--like", "2026-02")
    assert "应到成员 2 人：李一、周六" in _done(bureau("meeting", "new", *BUREAU, *words)).out


def test_the_day_held_and_the_day_entered_are_two(meeting: Typed) -> None:
    shown = _show(meeting)
    assert (shown["held_on"], shown["entered_on"]) == ("2026-06-20", "2026-06-30")
    assert meeting("meeting", "edit", "2026-01", "--set", "录入日期=2026-06-20").status == 3


def test_attendance_is_corrected_and_a_reason_goes_with_the_leave(meeting: Typed) -> None:
    _done(meeting("meeting", "attend", "2026-01", "钱四"))
    rows = {row["person_written"]: row for row in _show(meeting)["attendance"]}
    assert (rows["钱四"]["state"], rows["钱四"]["reason"]) == ("出席", None)
    assert "没有变化" in _done(meeting("meeting", "attend", "2026-01", "钱四")).out
    _refused(meeting("meeting", "attend", "2026-01", "郑八"), "名单上没有“郑八”；名单：李一、王二")
    _done(meeting("meeting", "leave", "2026-01", "孙五", "--absent"))
    rows = {row["person_written"]: row for row in _show(meeting)["attendance"]}
    assert rows["孙五"]["state"] == "缺席"


def test_somebody_who_spoke_cannot_fall_off_the_list(meeting: Typed) -> None:
    _done(meeting("meeting", "speak", "1", "1", "王二", "同意"))
    _refused(meeting("meeting", "member", "1", "王二", "--remove"), "有发言记录")
    assert "去掉 孙五" in _done(meeting("meeting", "member", "1", "孙五", "--remove")).out


def test_a_topic_goes_its_way_and_never_back(bureau: Typed) -> None:
    """R-XZ-06"""

    def state() -> object:
        return bureau("topic", "show", "2026-001", "--format", "json").json["state"]

    assert state() == "提出"
    _done(bureau("topic", "investigate", "2026-001", "--document", "报告"))
    assert state() == "已调研"
    _done(bureau("topic", "screen", "2026-001", "--body", "书记办公会", "--result", "同意上会"))
    assert state() == "已初审"
    _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-29", "--body", "党组会"))
    _done(bureau("topic", "notice", "2026-001", "--meeting", "2026-01", "--on", "2026-06-26"))
    assert state() == "已列入"
    _done(bureau("topic", "investigate", "2026-001"))
    assert state() == "已列入"
    (item,) = bureau("meeting", "show", "2026-01", "--format", "json").json["agenda_item"]
    assert item["is_extempore"] == "否", "what was announced is no extempore motion"
    _done(bureau("meeting", "speak", "1", "采购", "王二", "同意"))
    assert state() == "已讨论"
    _done(bureau("meeting", "decide", "1", "1", "暂缓"))
    assert state() == "暂缓"
    _done(bureau("meeting", "decide", "1", "1", "通过"))
    assert state() == "已决定"
    _refused(bureau("topic", "withdraw", "2026-001", "--reason", "不办了"), "已决定，不能撤回")


def test_a_withdrawn_topic_says_why(bureau: Typed) -> None:
    _done(bureau("topic", "withdraw", "2026-001", "--reason", "条件不成熟"))
    shown = bureau("topic", "show", "2026-001", "--format", "json").json
    assert shown["state"] == "撤回" and "条件不成熟" in shown["note"]
    _refused(bureau("topic", "screen", "2026-001"), "撤回，补正用 edit")


def test_a_stage_is_done_or_missing_for_a_reason(bureau: Typed) -> None:
    """R-HY-03"""
    _done(bureau("topic", "step", "2026-001", "合法性审查", "--done", "2026-06-01", "--document", "意见书"))
    _done(bureau("topic", "step", "2026-001", "公众参与", "--missing", "内部事项"))
    _refused(bureau("topic", "step", "2026-001", "公众参与", "--done", "2026-06-02"), "又写了未履行的理由")
    _refused(bureau("topic", "step", "2026-001", "喝茶", "--done", "2026-06-02"), "要写：起草建议稿")
    rows = bureau("topic", "steps", "--columns", "all", "--format", "json").json
    assert [(row["stage"], row["done_on"], row["missing_reason"]) for row in rows] == [
        ("合法性审查", "2026-06-01", None),
        ("公众参与", None, "内部事项"),
    ]


def test_a_topic_takes_class_and_matter_from_the_catalogue(bureau: Typed) -> None:
    """R-XZ-05"""
    words = (
        "--body",
        "党组会",
        "--matter",
        "大额资金使用",
        "--class",
        "财权议题",
        "--amount",
        "50万元",
        "--ballot",
    )
    _done(bureau("catalogue", "add", "大额资金", *BUREAU, *words))
    assert bureau("catalogue", "show", "1", "--format", "json").json["threshold_fen"] == 50_000_000
    _done(bureau("topic", "propose", "拨付", *BUREAU, "--item", "大额资金", "--amount", "600000"))
    shown = bureau("topic", "show", "拨付", "--format", "json").json
    assert (shown["topic_class"], shown["matter"], shown["amount_fen"]) == (
        "财权议题",
        "大额资金使用",
        60_000_000,
    )
    _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20"))
    assert "须票决" in _done(bureau("meeting", "agenda", "2026-01", "2026-002")).err
    _refused(bureau("topic", "edit", "拨付", "--set", "涉及金额=600000"), "要写金额和单位")
    answer = _done(bureau("topic", "edit", "拨付", "--set", "涉及金额=70万元"))
    assert "涉及金额：600,000 元 → 700,000 元" in answer.out
    _refused(bureau("catalogue", "add", "大额资金", *BUREAU), "已有“大额资金”")


def test_topics_are_listed_in_their_order_and_taken_off(meeting: Typed) -> None:
    meeting("topic", "propose", "第二件", *BUREAU)
    _done(meeting("meeting", "agenda", "1", "第二件", "--at", "1", "--extempore"))
    rows = _show(meeting)["agenda_item"]
    assert [(row["position"], row["topic"]) for row in rows] == [(1, "第二件"), (2, "采购设备")]
    _refused(meeting("meeting", "agenda", "1", "第二件"), "已列为会议 2026-01 第 1 项")
    _done(meeting("meeting", "agenda", "1", "第二件", "--remove"))
    rows = _show(meeting)["agenda_item"]
    assert [(row["position"], row["topic"]) for row in rows] == [(1, "采购设备")]
    _refused(meeting("meeting", "speak", "1", "第二件", "王二"), "“第二件”不在议程之中：第 1 项 采购设备")


def test_statements_keep_their_order_and_can_be_put_right(meeting: Typed) -> None:
    """R-XZ-08"""
    _done(meeting("meeting", "speak", "1", "1", "王二", "同意", "--reasons", "需要", "--presents"))
    _done(meeting("meeting", "speak", "1", "1", "李一", "同意"))
    _done(meeting("meeting", "speak", "1", "1", "孙五", "不同意", "--at", "2"))
    assert _standing(meeting)["said"] == ["1. 王二　同意（汇报）：需要", "2. 孙五　不同意", "3. 李一　同意"]
    _done(meeting("meeting", "speech", "1", "1", "2", "--set", "发言人=赵三", "--set", "理由=太贵"))
    _done(meeting("meeting", "speech", "1", "1", "1", "--remove"))
    assert _standing(meeting)["said"] == ["1. 赵三　不同意：太贵", "2. 李一　同意"]
    _refused(meeting("meeting", "speech", "1", "1", "9", "--remove"), "共有 2 个发言，没有第 9 个")
    _refused(meeting("meeting", "speak", "1", "1", "王二", "好的"), "要写：同意、修改后同意")


def test_a_question_is_answered_clearly_or_not(meeting: Typed) -> None:
    """R-CC-01"""
    _done(meeting("meeting", "ask", "1", "1", "多少钱", "--by", "孙五"))
    assert "暂缓" in _done(meeting("meeting", "answer", "1", "1", "还在算", "--unclear")).out
    assert _standing(meeting)["said"] == ["提问 1（孙五）：多少钱　答复：还在算（没有答清）"]
    _refused(meeting("meeting", "answer", "1", "7", "是"), "没有编号为 7 的提问")


def test_a_member_votes_once_unless_the_vote_is_replaced(meeting: Typed) -> None:
    """R-XZ-09"""
    _done(meeting("meeting", "vote", "1", "1", "王二、李一", "同意", "--method", "举手表决"))
    answer = _refused(
        meeting("meeting", "vote", "1", "1", "王二", "反对"), "“王二”在第 1 项第 1 轮已经表决：同意"
    )
    assert "--replace" in answer.err
    assert "王二 同意 → 弃权" in _done(meeting("meeting", "vote", "1", "1", "王二", "弃权", "--replace")).out
    assert "赵三 反对，孙五 反对" in _done(meeting("meeting", "vote", "1", "1", "其余", "反对")).out
    _refused(meeting("meeting", "vote", "1", "1", "其余", "反对"), "没有其余的人")
    (vote,) = _standing(meeting)["votes"]
    assert vote["words"] == "举手表决第 1 轮：同意 1，反对 2，弃权 1；反对：赵三、孙五；弃权：王二"
    assert (vote["arithmetic"], vote["result"]) == ("应到 5 · 需 3 · 同意 1 · 差 2", "未通过")


def test_the_rest_leaves_out_who_stepped_aside(meeting: Typed) -> None:
    _done(meeting("meeting", "recuse", "1", "1", "孙五", "--reason", "亲属", "--left"))
    answer = _done(meeting("meeting", "vote", "1", "1", "其余", "同意"))
    assert "孙五" not in answer.out and "钱四" not in answer.out
    (vote,) = _standing(meeting)["votes"]
    assert vote["arithmetic"] == "应到 5 · 回避 1（仍计入应到） · 需 3 · 同意 3"
    _done(meeting("meeting", "recuse", "1", "1", "孙五", "--remove"))
    _refused(meeting("meeting", "recuse", "1", "1", "孙五", "--remove"), "没有回避记录")


def test_a_round_that_is_struck_stays_and_the_next_says_why(meeting: Typed) -> None:
    _done(meeting("meeting", "vote", "1", "1", "王二", "同意"))
    assert meeting("meeting", "round", "1", "1", "--void").status == 3
    _done(meeting("meeting", "round", "1", "1", "--void", "--reason", "未到齐"))
    _done(meeting("meeting", "vote", "1", "1", "王二、李一、赵三", "同意"))
    rows = meeting("meeting", "show", "1", "--format", "json").json["standing"]["items"][0]["votes"]
    assert [row["words"].split("：")[0] for row in rows] == ["记名表决第 2 轮"]
    _done(
        meeting("meeting", "round", "1", "1", "--again", "--reason", "修改后再表决", "--method", "书面记名")
    )
    (vote,) = _standing(meeting)["votes"]
    assert vote["words"].startswith("书面记名第 3 轮：同意 0") and vote["result"] == "未通过"


def test_an_announced_result_against_the_votes_is_recorded_and_told(meeting: Typed) -> None:
    _done(meeting("meeting", "vote", "1", "1", "王二、李一", "同意"))
    answer = _done(meeting("meeting", "decide", "1", "1", "通过", "--text", "同意采购"))
    assert "宣布通过，按票数为未通过（应到 5 · 需 3 · 同意 2 · 差 1）" in answer.err
    assert _standing(meeting)["announced"] == "通过"


def test_where_the_head_decides_no_count_decides(bureau: Typed) -> None:
    _done(bureau("meeting", "new", *BUREAU, "--on", "2026-06-20", "--body", "局长办公会"))
    _done(bureau("meeting", "agenda", "1", "2026-001"))
    _done(bureau("meeting", "attend", "1", "--all"))
    _done(bureau("meeting", "vote", "1", "1", "其余", "反对"))
    answer = _done(bureau("meeting", "decide", "1", "1", "通过", "--head-reason", "上级要求"))
    assert "提醒" not in answer.err
    shown = bureau("meeting", "show", "1", "--format", "json").json["standing"]
    assert shown["decides"] == "集体讨论，主要负责人决定"
    assert [vote["result"] for vote in shown["items"][0]["votes"]] == ["票数仅供参考"]


def test_a_closed_meeting_changes_only_for_a_reason_and_the_change_is_listed(meeting: Typed) -> None:
    """R-XZ-10"""
    assert "第 1 项没有登记结果" in _done(meeting("meeting", "close", "1")).err
    for words in (
        ("attend", "1", "钱四"),
        ("vote", "1", "1", "王二", "同意"),
        ("tally", "1", "1", "--for", "3"),
        ("speak", "1", "1", "王二"),
        ("decide", "1", "1", "通过"),
        ("edit", "1", "--set", "会议地点=二楼"),
        ("agenda", "1", "2026-001", "--remove"),
        ("member", "1", "孙五", "--remove"),
        ("recuse", "1", "1", "王二"),
        ("ask", "1", "1", "为何"),
        ("notice", "1"),
        ("seat", "1", "王二", "--set", "职务=书记"),
        ("item", "1", "1", "--set", "承办单位=办公室"),
        ("round", "1", "1", "--void", "--reason", "错"),
        ("close", "1"),
    ):
        answer = _refused(meeting("meeting", *words), "办结，不能直接改")
        assert "powerctl meeting reopen 1 --reason" in answer.err
    _done(meeting("meeting", "reopen", "1", "--reason", "补登记"))
    _done(meeting("meeting", "attend", "1", "钱四"))
    _done(meeting("meeting", "edit", "1", "--set", "会议地点=二楼"))
    _done(meeting("meeting", "close", "1"))
    (row,) = meeting("meeting", "reopened", "--columns", "all", "--format", "json").json
    assert (row["reason"], row["opened_by"]) == ("补登记", "张三")
    assert row["changes"] == "到会情况 钱四：请假 → 出席；会议地点：空 → 二楼"
    assert row["closed_before"] and row["closed_at"]
    _refused(meeting("meeting", "reopen", "1", "--reason", " "), "缺少改动理由")


def test_an_invalid_meeting_is_marked_and_stays(meeting: Typed) -> None:
    _done(meeting("meeting", "close", "1"))
    assert meeting("meeting", "invalid", "1").status == 3
    _done(meeting("meeting", "invalid", "1", "--reason", "到会不足三分之二"))
    shown = _show(meeting)
    assert shown["invalid_reason"] == "到会不足三分之二" and shown["closed_at"]
    assert [row["changes"] for row in shown["meeting_reopening"]] == ["标注无效：到会不足三分之二"]
    _done(meeting("meeting", "invalid", "1", "--lift"))
    assert _show(meeting)["invalid_reason"] is None


def test_what_follows_a_meeting_needs_no_reopening(meeting: Typed) -> None:
    """R-ZJ-03"""
    _done(meeting("meeting", "close", "1"))
    _done(meeting("meeting", "report-up", "1", "--on", "2026-06-22"))
    _done(meeting("meeting", "hand-out", "1", "李一、王二", "--on", "2026-06-20"))
    _done(meeting("meeting", "inspect", "1", "--by", "郑八", "--topics", "1", "--regular"))
    _done(meeting("meeting", "beside", "1", "--by", "郑八", "--present", "4", "--head-last"))
    _done(meeting("resolution", "add", "1", "1", "采购十台", "--by", "县财政局", "--due", "2026-06-29"))
    assert meeting("meeting", "reopened", "--format", "json").json == []
    _refused(meeting("meeting", "report-up", "1", "--on", "2026-06-19"), "早于会议召开日期")


def test_copies_are_numbered_on_and_those_still_out_are_listed(meeting: Typed) -> None:
    _done(meeting("meeting", "hand-out", "1", "李一", "王二", "--on", "2026-06-20"))
    assert "3 号 赵三" in _done(meeting("meeting", "hand-out", "1", "赵三", "--on", "2026-06-20")).out
    _refused(meeting("meeting", "hand-out", "1", "孙五", "--from", "2"), "第 2 号已发给“王二”")
    assert "在外 2 份" in _done(meeting("meeting", "recall", "1", "2", "--on", "2026-06-20")).out
    _refused(meeting("meeting", "recall", "1", "2"), "已于 2026-06-20 收回")
    rows = meeting("meeting", "copies", "--outstanding", "--format", "json").json
    assert [(row["number"], row["recipient_written"]) for row in rows] == [(1, "李一"), (3, "赵三")]
    _done(meeting("meeting", "recall", "1", "--all", "--on", "2026-06-20"))
    assert meeting("meeting", "copies", "1", "--outstanding", "--format", "json").json == []
    assert len(meeting("meeting", "copies", "1", "--format", "json").json) == 3


def test_a_resolution_is_followed_from_its_due_day_to_its_evaluation(meeting: Typed) -> None:
    _done(meeting("resolution", "add", "1", "1", "采购十台", "--by", "县财政局", "--due", "2026-06-29"))
    _done(meeting("resolution", "add", "1", "1", "公开结果", "--by", "外单位", "--due", "2026-06-30"))
    _done(meeting("resolution", "add", "1", "1", "没有期限"))
    rows = meeting("resolution", "overdue", "--format", "json").json
    assert [(row["id"], row["days"]) for row in rows] == [(1, 1), (3, None)], "its last day is not overdue"
    _done(meeting("resolution", "progress", "1", "已招标", "--on", "2026-06-28", "--evidence", "合同"))
    assert meeting("resolution", "overdue", "--format", "json").json[0]["last_report"] == "2026-06-28"
    _done(meeting("resolution", "done", "1", "--on", "2026-06-30"))
    _refused(meeting("resolution", "done", "1"), "已于 2026-06-30 完成")
    _refused(meeting("resolution", "progress", "1", "再报"), "已完成，不再登记")
    _refused(meeting("resolution", "done", "2", "--on", "2026-06-01"), "早于会议召开日期 2026-06-20")
    _done(meeting("resolution", "evaluate", "1", "效果良好"))
    shown = meeting("resolution", "show", "1", "--format", "json").json
    assert (shown["state"], shown["implementing_unit"], shown["evaluation"]) == (
        "已完成",
        "县财政局",
        "效果良好",
    )
    answer = _done(meeting("resolution", "edit", "1", "--set", "落实状态=落实中"))
    assert "完成日期：2026-06-30 → 空" in answer.out
    assert meeting("resolution", "overdue", *("--unit", "县教育局"), "--format", "json").json == []


def test_a_number_that_means_two_meetings_is_asked_for_again(meeting: Typed) -> None:
    _done(meeting("meeting", "new", *BUREAU, "--on", "2026-06-21", "--number", "1"))
    _refused(meeting("meeting", "show", "1"), "“1”既是一条会议的编号，又是县财政局的会议编号")
    _refused(
        meeting("meeting", "new", *BUREAU, "--on", "2026-06-22", "--number", "2026-01"), "已有编号为“2026-01”"
    )


def test_show_tells_what_is_short_in_words(meeting: Typed) -> None:
    _done(meeting("meeting", "leave", "1", "孙五", "--reason", "病"))
    answer = _done(meeting("meeting", "show", "1"))
    assert "不足法定人数（应到 5 · 需到 4 · 实到 3 · 差 1）" in answer.out
    assert "第 1 项 采购设备" in answer.out and "没有登记" in answer.out


@pytest.mark.parametrize(("written", "kept"), [("9:05", "09:05"), ("下午3点半", "15:30"), ("14时", "14:00")])
def test_times_are_kept_as_hours_and_minutes(written: str, kept: str, meeting: Typed) -> None:
    _done(meeting("meeting", "edit", "1", "--set", f"开始时间={written}"))
    assert _show(meeting)["begun_at"] == kept
    _refused(meeting("meeting", "edit", "1", "--set", "结束时间=25:00"), "“25:00”不是时间")
    _refused(meeting("meeting", "edit", "1", "--set", "结束时间=01:00"), "早于开始时间")


def test_every_file_is_still_sound(meeting: Typed, county: Path) -> None:
    _done(meeting("meeting", "vote", "1", "1", "其余", "同意"))
    assert meeting("ledger", "verify").status == 0
