"""Which post hears a rung: its own, its substitute, or the next along the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directive.acts import Phase
from directive.policy import AUDIENCE_NAMES, Audience
from directive.reporting_line import Seats, upward
from directive.sentence import Sentence, joined, named
from office.errors import NotFoundError
from office.house import office_day
from store import absences, people

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from directive.ladder import Occurrence
    from office.house import House
    from store.ladder import Climber
    from store.tables import AbsenceRow, PostRow

_BY_REQUEST = (
    " Cơ quan này không thuộc quyền chỉ đạo trực tiếp của Chủ tịch UBND tỉnh: chỉ báo"
    " Văn phòng, việc báo lãnh đạo tỉnh do Văn phòng đề nghị."
)


@dataclass(frozen=True, slots=True)
class Hearers:
    """The posts of an office, and who is away from them today."""

    posts: Mapping[tuple[str, str], PostRow]
    by_id: Mapping[int, PostRow]
    away: Mapping[int, AbsenceRow]
    office_code: str
    chair_code: str

    def of(self, climber: Climber, occurrence: Occurrence) -> tuple[PostRow, str]:
        """Return who hears a rung, and what to add to the reason if it is another."""
        if occurrence.by_request:
            post, note = self.stand_in(climber.agency_code, Audience.MONITORING)
            return post, _BY_REQUEST + note
        audience = occurrence.rung.audience
        if audience is not Audience.CHECKER:
            return self.stand_in(climber.agency_code, audience)
        collector = climber.collector_code
        if climber.phase == Phase.SUBMITTED and collector not in (
            None,
            climber.agency_code,
        ):
            return self.stand_in(str(collector), Audience.FOCAL_POINT)
        return self.stand_in(climber.agency_code, Audience.MONITORING)

    def stand_in(self, agency_code: str, audience: Audience) -> tuple[PostRow, str]:
        """Return the first post up the line that can hear, and why it is not the first.

        When nobody can, who monitors hears nevertheless.

        Raises:
            NotFoundError: Nobody monitors either.
        """
        seats = Seats(agency_code, self.office_code, self.chair_code)
        why: list[str] = [""]
        for place in upward(audience, seats):
            found, missing = self._holder(place)
            why += missing
            if found is not None:
                return found, joined(why, " ")
        last = self.posts.get((self.office_code, Audience.MONITORING))
        if last is None:
            raise NotFoundError(
                "Cơ quan {agency_code} chưa có đầu mối nhận thông báo, Văn"
                " phòng cũng chưa có người theo dõi.",
                agency_code=agency_code,
            )
        return last, joined(why, " ")

    def _holder(
        self, place: tuple[str, Audience]
    ) -> tuple[PostRow | None, tuple[Sentence, ...]]:
        """Return who hears at a place today; a sentence when it is not its holder."""
        post, name = self.posts.get(place), named(AUDIENCE_NAMES[place[1]])
        if post is None:
            unfilled = Sentence(
                "Chức danh {name} chưa có người nhận nên báo lên trên.", name=name
            )
            return None, (unfilled,)
        absence = self.away.get(post.id)
        if absence is None:
            return post, ()
        last = absence.last_day
        until = Sentence(" đến {day}", day=last) if last else ""
        substitute = self.by_id.get(absence.substitute_id or 0)
        if substitute is None or substitute.id in self.away:
            away = Sentence(
                "Chức danh {name} vắng mặt{until} nên báo lên trên.",
                name=name,
                until=until,
            )
            return None, (away,)
        stood_in = Sentence(
            "Chức danh {name} vắng mặt{until}, người thay là {title}.",
            name=name,
            until=until,
            title=substitute.title,
        )
        return substitute, (stood_in,)


def hearers(session: Session, *, house: House, now: datetime) -> Hearers:
    """Return who hears what at this moment."""
    posts = people.posts(session)
    return Hearers(
        posts=posts,
        by_id={post.id: post for post in posts.values()},
        away=absences.on(session, office_day(now)),
        office_code=house.office_code,
        chair_code=house.chair_code,
    )
