"""Rules about catalogues, topics, how they are talked over, minutes and what follows."""

from powerctl.rulebook.meetings.budget import MTG032
from powerctl.rulebook.meetings.discussion import MTG015, MTG016, MTG017, MTG018
from powerctl.rulebook.meetings.follow_up import MTG028, MTG029, MTG030, MTG031
from powerctl.rulebook.meetings.minutes import MTG023, MTG024, MTG025
from powerctl.rulebook.meetings.notice import MTG004, MTG005
from powerctl.rulebook.meetings.observers import MTG021, MTG022
from powerctl.rulebook.meetings.order import MTG012, MTG013, MTG014
from powerctl.rulebook.meetings.own_rules import MTG001, REG019, REG020
from powerctl.rulebook.meetings.preparation import MTG006, MTG007, MTG008, MTG009
from powerctl.rulebook.meetings.secrecy import MTG026, MTG027, MTG036, MTG037
from powerctl.rulebook.meetings.stages import MTG019, MTG034, MTG035
from powerctl.rulebook.meetings.superior import MTG020

PROCEDURE_RULES = (
    *(REG019, REG020, MTG001, MTG004, MTG005, MTG006, MTG007, MTG008, MTG009),
    *(MTG012, MTG013, MTG014, MTG015, MTG016, MTG017, MTG018, MTG019, MTG020),
    *(MTG021, MTG022, MTG023, MTG024, MTG025, MTG026, MTG027, MTG028, MTG029),
    *(MTG030, MTG031, MTG032, MTG034, MTG035, MTG036, MTG037),
)
