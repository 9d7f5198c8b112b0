"""What goes wrong with the signatures on a voucher."""

from dataclasses import replace

from tests.county.money_words import MEETING
from tests.county.spending_rows import CROSS_SIGNS, Payment, Sign, before, in_order


def _billed(one: Payment) -> Payment:
    if one.billed is None and one.paid is not None:
        one.billed = before(one.paid, 6)
    return one


def in_turned_order(one: Payment, left: int, right: int) -> Payment:
    """Signed on days that go the wrong way: two of the three changed places."""
    signs = in_order(_billed(one))
    days = [sign.day for sign in signs]
    days[left], days[right] = days[right], days[left]
    one.rounds = [[replace(sign, day=day) for sign, day in zip(signs, days, strict=True)]]
    return one


def without_one(one: Payment, place: int) -> Payment:
    """Lacks the signature in a place."""
    signs = in_order(_billed(one))
    one.rounds = [signs[:place] + signs[place + 1 :]]
    return one


def undated(one: Payment) -> Payment:
    """The second signature has no day."""
    signs = in_order(_billed(one))
    one.rounds = [[signs[0], replace(signs[1], day=""), signs[2]]]
    return one


def own_voucher(one: Payment, cross: str) -> Payment:
    """The signer handled it himself; somebody else signs beside, or nobody."""
    signs = in_order(_billed(one))
    if cross:
        signs.append(Sign(CROSS_SIGNS, cross, signs[-1].day))
    one.rounds = [signs]
    return one


def by_stranger(one: Payment) -> Payment:
    """The second signature is of somebody whom the roster does not know."""
    signs = in_order(_billed(one))
    one.rounds = [[signs[0], replace(signs[1], person="老程"), signs[2]]]
    return one


def sent_back_only(one: Payment, turn: int) -> Payment:
    """Sent back and not signed again; not paid, or paid all the same."""
    signs = in_order(_billed(one))[: turn + 1]
    signs[-1] = replace(signs[-1], returned="没有附会议通知" if one.line == MEETING else "缺少合同")
    one.rounds = [signs]
    if one.paid is None:
        one.state = "退回未付"
    return one
