"""spend split as a clerk types it: groups to ask about, with figures and the question (R-HY-04)."""

from tests.cli.conftest import Typed


def _pay(on: Typed, number: int, day: str, amount: str, *more: str) -> None:
    answer = on(
        "spend", "add", "甲公司", "--unit", "县财政局", "--amount", amount, "--on", day, "--for", "维修",
        "--number", f"B-{number}", "--voucher", f"记-{number}", *more,
    )  # fmt: skip
    assert answer.status == 0, answer.said


def _limited(on: Typed) -> None:
    for name, value in (("finance.deputy_limit", "10000"), ("finance.purchase_open_tender", "200万元")):
        answer = on("limit", "set", name, value, "--from", "2026-01-01", "--cites", "县发〔2026〕1号")
        assert answer.status == 0, answer.said


def test_two_payments_of_one_matter_are_listed_with_the_question(on: Typed) -> None:
    _limited(on)
    _pay(on, 1, "2026-03-02", "6000")
    _pay(on, 2, "2026-03-03", "6000.01")
    (group,) = on("spend", "split", "--unit", "县财政局", "--format", "json").json
    assert group["signal"] == "同一收款方" and group["payments"] == 2 and group["total"] == "12000.01"
    assert "凭证号相连 2 张" in group["signs"] and "为何分开支付" in group["question"]
    assert group["about"] == "维修（记-1 等 2 笔）"
    assert "甲公司" not in str(group), "the payee is no part of the list"


def test_a_recorded_contract_explains_them(on: Typed) -> None:
    _limited(on)
    _pay(on, 1, "2026-03-02", "6000", "--set", "合同编号=HT-1")
    _pay(on, 2, "2026-03-03", "6000.01", "--set", "合同编号=HT-1")
    answer = on("spend", "split")
    assert answer.status == 0 and "没有发现疑似拆分的支出" in answer.out


def test_only_the_limit_that_is_not_set_is_asked_for(on: Typed) -> None:
    told = on("limit", "set", "finance.deputy_limit", "10000", "--from", "2026-01-01", "--cites", "县发1号")
    assert told.status == 0, told.said
    _pay(on, 1, "2026-03-02", "6000")
    answer = on("check", "--select", "FIN020", "--fail-on", "never")
    assert "限额未设定（powerctl limit set finance.purchase_open_tender）" in answer.out


def test_a_group_that_grows_is_no_longer_the_one_that_was_approved(on: Typed) -> None:
    """R-HY-04"""

    def groups() -> dict[str, str | None]:
        told = on("check", "--select", "FIN020", "--all", "--fail-on", "never", "--format", "json").json
        return {one["item"]: one["waived"] for one in told["outcomes"] if "/收款方/" in one["item"]}

    _limited(on)
    _pay(on, 1, "2026-03-02", "6000")
    _pay(on, 2, "2026-03-03", "6000.01")
    (two,) = groups()
    assert two.endswith("/收款方/2笔12000.01元")
    words = ("--reason", "抢修分两次进场", "--by", "李四", "--until", "2026-12-31")
    refused = on("waive", "add", "FIN020", two, *words, "--document", " ")
    assert refused.status == 3 and "批准文件" in refused.said
    granted = on("waive", "add", "FIN020", two, *words, "--document", "某府办〔2026〕12号")
    assert granted.status == 0, granted.said
    assert groups()[two]
    _pay(on, 3, "2026-03-04", "500")
    (three,) = groups()
    assert three.endswith("/收款方/3笔12500.01元") and not groups()[three]


def test_the_check_asks_the_same_question(on: Typed) -> None:
    _limited(on)
    _pay(on, 1, "2026-03-02", "6000")
    _pay(on, 2, "2026-03-03", "6000.01")
    found = on("check", "--select", "FIN020", "--format", "json", "--no-save")
    assert "/收款方" in found.out and "请说明是否同一事项" in found.out
