"""assessment: levels as they were worked out on a day, with what they rest on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from powerctl.cli.chinese import area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.setting import Noun, add_edit

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("风险评估记录：评估时的方法、因素、算式，和研究确定的会议")
NOUN = Noun("assessment", "risk_assessment", "风险评估记录", "RiskAssessment", "risk.assessments")


def _edit(db: "Session", record: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.risk.assessments import edit_assessment

    return edit_assessment(db, record, texts)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
