"""After the imports: pages come out, a batch can be taken back, the file is sound and can be kept."""

import os
import subprocess
import sys
from pathlib import Path

from tests.county.golden import answer, command, findings, golden_lines, lines_of
from tests.county.make_county import DAY, FOLDER

ROOT = FOLDER.parent


def page(db: Path, tmp_path: Path, name: str, *more: str) -> str:
    out = tmp_path / f"{name}.md"
    status, told = command(
        db, "report", "make", name, "--as-of", DAY, "--format", "md", "-o", str(out), *more
    )
    assert status == 0, told
    return out.read_text(encoding="utf-8").replace("\\", "")


def test_the_inventory_notice_lists_the_unit_s_powers(checked: Path, tmp_path: Path) -> None:
    text = page(checked, tmp_path, "权力清单公示", "--unit", "云泽县财政局")
    assert "权力事项共 46 项" in text
    assert "对采购代理机构与采购人恶意串通的处罚" in text
    assert "公共采购活动监督办法（样例）" in text
    assert "柳溪镇" not in text


def test_the_wall_sheet_shows_every_point_and_hides_names(checked: Path, tmp_path: Path) -> None:
    text = page(checked, tmp_path, "风险点及防控措施一览表")
    assert "廉政风险点 347 个" in text
    assert "指定施工队伍" in text
    assert "尚无措施" in text
    assert "未定级" in text
    assert "祝望川" not in text


def test_the_list_of_findings_names_them_by_unit_with_the_clause(checked: Path, tmp_path: Path) -> None:
    text = page(checked, tmp_path, "问题清单")
    found = sum(verdict == "问题" for _, verdict, *_ in golden_lines())
    doubts = sum(verdict == "无法判断" for _, verdict, *_ in golden_lines())
    assert f"共发现问题 {found} 个" in text
    assert f"无法判断 {doubts} 个" in text
    assert "登记 2 人同时直接分管" in text
    assert "R-XZ-02" in text


def _batch(db: Path, number: str) -> str:
    return next(str(batch["id"]) for batch in answer(db, "batch", "list") if f"{number} " in str(batch))


def test_a_batch_that_later_work_rests_on_is_not_taken_back(checked: Path) -> None:
    status, _ = command(checked, "undo", "--batch", _batch(checked, "12"))
    assert status == 3
    assert len(answer(checked, "risk", "list")) == 347


def test_taking_back_a_batch_takes_its_findings_with_it(checked: Path) -> None:
    status, told = command(checked, "undo", "--batch", _batch(checked, "55"))
    assert status == 0
    assert "用权记录 19 条" in told
    after = {(outcome["rule"], outcome["item"]) for outcome in findings(checked)}
    assert not any(rule == "REG007" and item.startswith("U003/") for rule, item in after)
    assert command(checked, "ledger", "verify")[0] == 0


def test_what_was_taken_back_comes_again_with_the_same_findings(checked: Path) -> None:
    assert command(checked, "undo", "--batch", _batch(checked, "55"))[0] == 0
    again = answer(checked, "import", str(FOLDER / "55 住建局办件登记.ods"))
    assert (again["added"], again["rejected"]) == (19, 0)
    assert lines_of(findings(checked)) == golden_lines()


def test_the_clean_up_table_balances_and_names_every_reason(checked: Path, tmp_path: Path) -> None:
    """R-FS-02"""
    text = page(checked, tmp_path, "清理前后对照表", "--unit", "云泽县财政局")
    assert "清理前 60 = 保留 31" in text
    assert "清理后 46 = 保留 31" in text
    assert "方便群众就近办理" in text


def test_the_charts_of_a_unit_show_the_five_named_ones(checked: Path, tmp_path: Path) -> None:
    """R-HY-02"""
    text = page(checked, tmp_path, "权力运行流程图", "--unit", "云泽县财政局")
    for name in ("权力公开透明运行", "重大事项决策", "干部任免", "重大事件处置", "大额资金使用"):
        assert f"{name}流程图" in text
    assert "局党组会议集体讨论表决" in text


def test_the_ledger_holds_and_the_backup_is_whole(checked: Path, tmp_path: Path) -> None:
    assert command(checked, "ledger", "verify")[0] == 0
    kept = tmp_path / "backups"
    assert command(checked, "backup", "--folder", str(kept))[0] == 0
    (copy,) = kept.glob("*.db")
    assert command(copy, "ledger", "verify")[0] == 0
    assert len(answer(copy, "power", "list")) == 360


def test_the_demo_runs_from_nothing_and_names_what_to_open(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    environment = {name: text for name, text in os.environ.items() if not name.startswith("POWERCTL_")}
    done = subprocess.run(
        [sys.executable, "-m", "powerctl", "demo", str(folder)],
        cwd=ROOT,
        env=environment | {"LANG": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    told = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    pages = sorted(folder.glob("*.html"))
    assert len(pages) == 7
    assert all(str(page) in told for page in pages)
    found = sum(verdict == "问题" for _, verdict, *_ in golden_lines())
    assert f"问题 {found} 个" in told
