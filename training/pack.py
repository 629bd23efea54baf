"""The test splits as flat binaries that another program can read: `python -m training pack`.

Writes, into a folder outside the project (pictures never enter it):

- photos-test.bin: uint8 [N, 64, 64, 3], RGB; photos-test.json: N, class names, each one's label
  (index in the names) and source;
- photos-others.bin and .json: the same of pictures of none of the classes, held out of training;
- digits-test.bin: uint8 [N, 32, 32]; digits-test.json: N and labels.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from .digits import read_digits
from .pictures import CLASSES, NONE, SOURCES, Photos, load


def pack(data: Path, cache: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    splits = load(data, cache)
    test = splits.test
    write_photos(out, "photos-test", test.subset(np.flatnonzero(test.labels != NONE)))
    validation = splits.validation
    write_photos(out, "photos-others", validation.subset(np.flatnonzero(validation.labels == NONE)))
    digits = read_digits(data, "t10k")
    (out / "digits-test.bin").write_bytes(digits.images.tobytes())
    about = {"count": len(digits.labels), "shape": list(digits.images.shape), "labels": digits.labels.tolist()}
    (out / "digits-test.json").write_text(json.dumps(about))
    print(f"{out}: {len(digits.labels)} digits")


def write_photos(out: Path, name: str, photos: Photos) -> None:
    (out / f"{name}.bin").write_bytes(np.ascontiguousarray(photos.images).tobytes())
    about = {
        "count": len(photos),
        "shape": list(photos.images.shape),
        "classes": list(CLASSES),
        "labels": photos.labels.tolist(),
        "sources": [SOURCES[source] for source in photos.sources],
    }
    (out / f"{name}.json").write_text(json.dumps(about))
    print(f"{out}/{name}: {len(photos)} photos")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder of the decoded pictures")
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the project")
