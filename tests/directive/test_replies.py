"""What an inbound answer is taken for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directive.replies import (
    Ignored,
    InboundFacts,
    Note,
    ReplyDocument,
    Submission,
    Verdict,
    Why,
    assignment_codes,
    judge,
    reply_document,
)

CODE, OTHER = "NV-2025-000123", "NV-2025-000124"
REPORT = ReplyDocument("12/BC-SNV", date(2025, 12, 10))
GOOD = InboundFacts(
    sender_agency="snv",
    subject=f"Báo cáo kết quả {CODE}",
    new_text="Sở gửi Báo cáo số 12/BC-SNV ngày 10/12/2025.",
    owners={CODE: "snv", OTHER: "snv"},
)

VERDICTS = {
    "number and date": (GOOD, Submission(CODE, REPORT)),
    "a file alone": (
        replace(GOOD, new_text="Gửi file.", has_attachments=True),
        Submission(CODE, None),
    ),
    "the code in the text": (
        replace(GOOD, subject="Báo cáo", new_text=f"{CODE}: {GOOD.new_text}"),
        Submission(CODE, REPORT),
    ),
    "the same code twice": (
        replace(GOOD, new_text=f"{CODE}: {GOOD.new_text}"),
        Submission(CODE, REPORT),
    ),
    "only a word of thanks": (
        replace(GOOD, new_text="Đã nhận."),
        Note(Why.NO_EVIDENCE, (CODE,)),
    ),
    "several codes": (
        replace(GOOD, subject=f"{CODE}, {OTHER}"),
        Note(Why.SEVERAL_CODES, (CODE, OTHER)),
    ),
    "no code": (replace(GOOD, subject="Báo cáo"), Note(Why.NO_CODE)),
    "a stranger": (
        replace(GOOD, sender_agency=None, has_attachments=True),
        Note(Why.UNKNOWN_SENDER, (CODE,)),
    ),
    "another agency": (
        replace(GOOD, sender_agency="syt"),
        Note(Why.OTHER_AGENCY, (CODE,)),
    ),
    "a code nobody has": (
        replace(GOOD, owners={}),
        Note(Why.UNKNOWN_CODE, (CODE,)),
    ),
    "an automatic answer": (
        replace(GOOD, auto_submitted=True, has_attachments=True),
        Ignored(Why.AUTO_SUBMITTED),
    ),
    "a bounce": (
        replace(GOOD, is_bounce=True, auto_submitted=True),
        Ignored(Why.BOUNCE),
    ),
}

CODES = {
    "one": (f"Re: [{CODE}] nhắc việc", (CODE,)),
    "small letters": ("nv-2025-000123", (CODE,)),
    "a dash from a phone": ("NV\u20132025\u2013000123", (CODE,)),
    "two, in order": (f"{OTHER} và {CODE}, {OTHER}", (OTHER, CODE)),
    "too short": ("NV-2025-123", ()),
    "too long": ("NV-2025-0001234", ()),
    "part of a word": ("XNV-2025-000123", ()),
    "a document number": ("907/BNV-CVL", ()),
}

DOCUMENTS = {
    "a report": ("Báo cáo số 12/BC-SNV ngày 10/12/2025", REPORT),
    "in words": ("Báo cáo số 12/BC-SNV ngày 10 tháng 12 năm 2025", REPORT),
    "over two lines": ("Báo cáo số\n12/BC-SNV, ngày\n10/12/2025", REPORT),
    "a colon": ("Số: 12/BC-SNV ngày 10.12.2025", REPORT),
    "letters with marks": (
        "Công văn số 145/SGDĐT-VP ngày 01/12/2025",
        ReplyDocument("145/SGDĐT-VP", date(2025, 12, 1)),
    ),
    "with the year": (
        "Quyết định số 46/2025/QĐ-UBND ngày 02/12/2025",
        ReplyDocument("46/2025/QĐ-UBND", date(2025, 12, 2)),
    ),
    "after what it answers": (
        "Theo Công văn số 1/UBND ngày 20/8/2025: Báo cáo số 12/BC-SNV ngày 10/12/2025",
        REPORT,
    ),
    "sent along": ("gửi kèm theo Báo cáo số 12/BC-SNV ngày 10/12/2025", REPORT),
    "said in a report": ("nêu tại Báo cáo số 12/BC-SNV ngày 10/12/2025", REPORT),
    "a letter sent along": (
        "kèm theo Công văn số 145/SYT-NV ngày 01/12/2025",
        ReplyDocument("145/SYT-NV", date(2025, 12, 1)),
    ),
}

NO_DOCUMENTS = {
    "only what it answers": "Thực hiện Công văn số 1520/UBND-VX ngày 20/8/2025",
    "what it reports on": (
        "Báo cáo kết quả thực hiện Công văn số 1520/UBND-VX ngày 20/8/2025"
    ),
    "no day": "Báo cáo số 12/BC-SNV",
    "no number": "Báo cáo ngày 10/12/2025",
    "a day that is none": "Báo cáo số 12/BC-SNV ngày 31/11/2025",
    "a ratio": "đạt số 12/20 xã ngày 10/12/2025",
}


@pytest.mark.parametrize(("facts", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_judge(facts: InboundFacts, verdict: Verdict) -> None:
    assert judge(facts) == verdict


@pytest.mark.parametrize(("text", "codes"), CODES.values(), ids=CODES)
def test_assignment_codes(text: str, codes: tuple[str, ...]) -> None:
    assert assignment_codes(text) == codes


@pytest.mark.parametrize(("text", "document"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_reply_document(text: str, document: ReplyDocument) -> None:
    assert reply_document(text) == document


@pytest.mark.parametrize("text", NO_DOCUMENTS.values(), ids=NO_DOCUMENTS)
def test_no_reply_document(text: str) -> None:
    assert reply_document(text) is None


@given(
    st.builds(
        InboundFacts,
        sender_agency=st.sampled_from([None, "snv", "syt"]),
        subject=st.sampled_from(["", CODE, f"{CODE} {OTHER}"]),
        new_text=st.sampled_from(["Đã nhận", GOOD.new_text]),
        owners=st.just(GOOD.owners),
        has_attachments=st.booleans(),
        auto_submitted=st.booleans(),
        is_bounce=st.booleans(),
    )
)
def test_only_a_known_person_with_evidence_submits(facts: InboundFacts) -> None:
    submitted = isinstance(judge(facts), Submission)

    assert submitted == (
        facts.sender_agency == "snv"
        and facts.subject == CODE
        and (facts.has_attachments or facts.new_text == GOOD.new_text)
        and not (facts.auto_submitted or facts.is_bounce)
    )
