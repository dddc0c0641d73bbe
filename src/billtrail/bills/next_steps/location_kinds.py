"""The places where a measure can lie."""

from enum import StrEnum


class LocationKind(StrEnum):
    DESK = "desk"
    COMMITTEE = "committee"
    SUSPENSE_FILE = "suspense file"
    FLOOR = "floor"
    INACTIVE_FILE = "inactive file"
    ENROLLMENT = "enrollment"
    EXECUTIVE = "executive"
    CONFERENCE = "conference committee"
