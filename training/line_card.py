"""Put weights into the package: `python -m training.line_card build/lines/model/all.npz`.

Copies them to onrecord/models/line_roles.npz and writes their SHA-256 where the loader and the card say it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

_SOURCE = Path(__file__).parents[1] / "src" / "onrecord"


def main(weights: Path) -> None:
    """Copy the weights and write their hash."""
    data = weights.read_bytes()
    (_SOURCE / "models" / "line_roles.npz").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    places = {
        _SOURCE / "article" / "line_model.py": r'(?<=_SHA256 = ")[^"]*',
        _SOURCE / "models" / "line_roles.md": r"(?<=SHA-256: `)[^`]*",
    }
    for path, pattern in places.items():
        text, count = re.subn(pattern, digest, path.read_text(encoding="utf-8"))
        if count != 1:
            raise SystemExit(f"{path} has no place for the hash")
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
