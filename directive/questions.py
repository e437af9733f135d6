"""The questions that an unclear instruction or row raises, as they are put to people.

A reading keeps each question as text; `remembered` finds its template again.
"""

from __future__ import annotations

from directive.sentence import Sentence, recalled

WHAT = Sentence("Việc cụ thể phải làm là gì?")
WHO = Sentence("Cơ quan, đơn vị nào thực hiện nội dung này?")
WHO_OF = Sentence("“{a}” gồm những cơ quan, đơn vị nào?")
RESULT = Sentence("Kết quả cần đạt là sản phẩm gì, gửi về cơ quan nào?")
RESULT_WHERE = Sentence("Kết quả “{a}” gửi về cơ quan nào?")
RESULT_WHAT = Sentence("Sản phẩm gửi {a} là văn bản, tài liệu gì?")
LEAD = Sentence("Cơ quan nào chủ trì nội dung này?")
PARTNERS = Sentence("Chủ trì, phối hợp với cơ quan, đơn vị nào?")
PARTNERS_OF = Sentence("“{a}” là những cơ quan nào, phối hợp phần việc gì?")
DEADLINE = Sentence("Hoàn thành chậm nhất vào ngày nào?")
DEADLINE_ONGOING = Sentence("“{a}” thì báo cáo kết quả vào kỳ nào, ngày nào?")
DEADLINE_RECURRING = Sentence("“{a}” thì chậm nhất vào ngày nào của kỳ?")
DEADLINE_RELATIVE = Sentence("“{a}” tính từ ngày nào?")
ONWARD = Sentence("{a} tổng hợp, báo cáo {b} chậm nhất vào ngày nào?")
AUTHORITY = Sentence("Ai quyết định, phê duyệt kết quả của nội dung này?")
AUTHORITY_OF = Sentence("“{a}” là thẩm quyền của ai?")

SHARE_WHO = Sentence("Ai là người thực hiện (rõ người)?")
SHARE_WHO_OF = Sentence("“{a}” gồm những ai (rõ người)?")
SHARE_WHAT = Sentence("Phải làm việc gì (rõ việc)?")
SHARE_WHAT_OF = Sentence("“{a}” là làm việc cụ thể gì (rõ việc)?")
SHARE_DUTY = Sentence("Chịu trách nhiệm đến đâu (rõ trách nhiệm)?")
SHARE_DUTY_OF = Sentence("“{a}” là với ai, phần việc nào (rõ trách nhiệm)?")
SHARE_DEADLINE = Sentence("Xong vào ngày nào (rõ thời gian)?")
SHARE_RESULT = Sentence("Kết quả cụ thể là gì (rõ kết quả)?")
SHARE_RESULT_OF = Sentence("“{a}” thì sản phẩm là gì (rõ kết quả)?")

_ALL = tuple(one for one in vars().values() if isinstance(one, Sentence))


def remembered(question: str) -> Sentence:
    """Return a question that was kept as text with its template and values."""
    return recalled(question, _ALL)
