"""Rules about meetings and votes."""

from powerctl.rulebook.meetings.omitted import OMISSION_RULES
from powerctl.rulebook.meetings.topics import PROCEDURE_RULES
from powerctl.rulebook.meetings.votes import VOTING_RULES

MEETING_RULES = (*OMISSION_RULES, *PROCEDURE_RULES, *VOTING_RULES)
