"""The rules about votes, quorum and recusal, in the order of their codes."""

from powerctl.rulebook.meetings.ballots import VOTE001, VOTE006, VOTE007, VOTE016
from powerctl.rulebook.meetings.counting import VOTE004, VOTE005, VOTE015
from powerctl.rulebook.meetings.deciding import VOTE010, VOTE012
from powerctl.rulebook.meetings.head_decides import MTG033
from powerctl.rulebook.meetings.plenum import VOTE013, VOTE014
from powerctl.rulebook.meetings.quorum import MTG010, MTG011
from powerctl.rulebook.meetings.reconsidering import VOTE017
from powerctl.rulebook.meetings.recusal import VOTE011
from powerctl.rulebook.meetings.result import VOTE002, VOTE003
from powerctl.rulebook.meetings.sums import VOTE008, VOTE009

VOTING_RULES = (
    MTG010,
    MTG011,
    MTG033,
    VOTE001,
    VOTE002,
    VOTE003,
    VOTE004,
    VOTE005,
    VOTE006,
    VOTE007,
    VOTE008,
    VOTE009,
    VOTE010,
    VOTE011,
    VOTE012,
    VOTE013,
    VOTE014,
    VOTE015,
    VOTE016,
    VOTE017,
)
