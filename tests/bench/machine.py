"""What it was measured on."""

import os
import platform
import sqlite3
from dataclasses import asdict
from pathlib import Path

from tests.bench.sizes import Size


def described(size: Size) -> dict[str, object]:
    """The machine, how busy it was before anything began, and how large the fixture is."""
    return {
        "machine": {
            "cores": os.cpu_count(),
            "cpu": _line("/proc/cpuinfo", "model name") or platform.processor(),
            "memory": _line("/proc/meminfo", "MemTotal"),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "load": [round(each, 2) for each in os.getloadavg()],
        },
        "size": asdict(size),
    }


def _line(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text().splitlines() if path.exists() else []
    found = (line.partition(":") for line in lines)
    return next((text.strip() for said, _colon, text in found if said.strip() == name), "")
