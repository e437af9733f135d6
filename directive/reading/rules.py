"""The names of the rules: what each reads, and the false hit that it avoids."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """Who read the words: kept with every finding as its evidence."""

    # Deadlines in running words.
    BEFORE_DAY = "before_day"  # "trước ngày 15/12/2025"; not a cited document's day
    BY_DAY = "by_day"  # "chậm nhất ngày …"; not "tính đến ngày", a statistic
    BEFORE_DAY_EACH_MONTH = "before_day_each_month"  # "trước ngày 20 hằng tháng"
    BY_DAY_EACH_MONTH = "by_day_each_month"  # "chậm nhất ngày 25 hằng tháng"
    BEFORE_DAY_EACH_QUARTER = "before_day_each_quarter"  # not a day of one month
    BY_DAY_EACH_QUARTER = "by_day_each_quarter"
    BEFORE_DAY_EACH_YEAR = "before_day_each_year"  # not a day of this year alone
    BY_DAY_EACH_YEAR = "by_day_each_year"
    BEFORE_HOUR_EACH_DAY = "before_hour_each_day"  # not "24/24 giờ"
    BY_HOUR_EACH_DAY = "by_hour_each_day"
    END_OF_MONTH = "end_of_month"  # "trong tháng 12/2025"; not "số liệu tháng 12"
    END_OF_QUARTER = "end_of_quarter"  # not "kết quả quý III"
    END_OF_HALF_YEAR = "end_of_half_year"  # not "sơ kết 6 tháng đầu năm"
    END_OF_YEAR = "end_of_year"  # not "kế hoạch năm 2025"
    WITHIN_PERIOD = "within_period"  # not how long a notice hangs
    AFTER_EVENT = "after_event"  # not "(sau khi được ban hành)", a condition
    BEFORE_FEAST = "before_feast"  # not "trước, trong và sau Tết"
    EACH_PERIOD = "each_period"  # not "dự toán hằng năm", a thing of each year
    ALL_THE_TIME = "all_the_time"  # not "chi thường xuyên", money
    # Deadlines in a field or column of time.
    FIELD_FIXED = "field_fixed"
    FIELD_MONTH = "field_month"
    FIELD_QUARTER = "field_quarter"
    FIELD_YEAR = "field_year"
    FIELD_FROM_YEAR = "field_from_year"
    FIELD_EACH_YEAR = "field_each_year"
    FIELD_ALL_THE_TIME = "field_all_the_time"
    FIELD_EVENT = "field_event"
    NO_TIME_NAMED = "no_time_named"  # "Theo Kế hoạch riêng" keeps its words
    # Who must act.
    SECTION_HEADING = "section_heading"  # not a title without a name
    TOLD = "told"  # "Giao Sở X"; not "được giao"
    TOLD_BY_SUPERIOR = "told_by_superior"  # "UBND tỉnh yêu cầu Sở X": not who orders
    SUBJECT = "subject"  # not what a body has done
    SUBJECT_AFTER_CLAUSE = "subject_after_clause"  # not whom an actor directs
    PREAMBLE = "preamble"  # not "Kính gửi" alone
    FIELD = "field"
    COLUMN = "column"
    LEFT_OUT = "left_out"  # "(trừ …)"
    POST_NAMED = "post_named"  # one post, not "Thủ trưởng các cơ quan"
    # In what role, with whom.
    TOLD_TO_LEAD = "told_to_lead"  # not "cơ quan chủ trì", a name
    TOLD_TO_COORDINATE = "told_to_coordinate"  # only as the first order
    FIRST_VERB = "first_verb"
    HEADING_LEADS = "heading_leads"
    WORKS_WITH = "works_with"  # not partners of somebody whom the actor directs
    # What comes out, and to whom it goes.
    THING_TO_DRAW_UP = "thing_to_draw_up"  # not somebody else's document
    REPORT_OF = "report_of"  # only with an addressee or a time
    REPORT = "report"  # not on a condition
    GOES_TO = "goes_to"  # not "cấp có thẩm quyền"
    GOES_THROUGH = "goes_through"
    GOES_FURTHER = "goes_further"


def each(before: bool, every: str) -> Rule:
    """Return the rule of a day in every period: "trước" or "chậm nhất" the day."""
    return Rule(f"{'before' if before else 'by'}_day_each_{every}")
