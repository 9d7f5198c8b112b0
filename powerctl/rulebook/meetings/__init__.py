"""Rules about meetings and votes."""

from powerctl.rulebook.meetings.votes import VOTING_RULES

MEETING_RULES = (*VOTING_RULES,)
