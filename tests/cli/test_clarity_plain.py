"""`namro encode` in a pipe: plain lines, every clarity with its grade."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

MODEL = str(resources.files("store.data").joinpath("directive-cao-bang-atvsld.txt"))


def test_a_pipe_gets_plain_lines() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "cli", "encode", MODEL],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "    Rõ thời gian: [rõ] trước ngày 15/12/2025 (đến 12/12/2025)\n" in printed
    assert "    Rõ kết quả: [rõ] Báo cáo kết quả thực hiện → Sở Nội vụ\n" in printed
    assert printed.count("    Rõ việc: [") == 11
    assert "  2.4  Cơ quan nào chủ trì nội dung này?\n" in printed
    assert "│" not in printed
    assert "\x1b" not in printed
