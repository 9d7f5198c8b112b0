"""account: figures of published accounts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from powerctl.cli.chinese import area
from powerctl.cli.listing import add_list, add_show
from powerctl.cli.setting import Noun, add_edit

if TYPE_CHECKING:
    from sqlmodel import Session

    from powerctl.areas.edits import Change

app = area("财务公开数据：公开的预算、决算、三公经费和接待、资产、债务清单，由导入得来")
NOUN = Noun("account", "account_figure", "财务公开数据", "AccountFigure", "finance.accounts")


def _edit(db: "Session", figure: Any, texts: Mapping[str, str]) -> "list[Change]":
    from powerctl.areas.finance.paying import edit_figure

    return edit_figure(db, figure, texts, figure.unit_id)


add_list(app, NOUN.view, NOUN.what)
add_show(app, NOUN.view, NOUN.what)
add_edit(app, NOUN, _edit)
