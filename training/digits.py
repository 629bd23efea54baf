"""MNIST out of its idx files, padded to LeNet-5's 32×32."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HELD_OUT = 5_000
"""Of the 60,000 training digits: the last ones, for every choice."""


@dataclass(frozen=True)
class Digits:
    """images uint8 [N, 32, 32], white ink on black; labels int64 [N]."""

    images: np.ndarray
    labels: np.ndarray


def read_idx(file: Path) -> np.ndarray:
    """uint8 of the shape that the file states."""
    content = gzip.decompress(file.read_bytes())
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", dimensions, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(*map(int, shape))


def read_digits(data: Path, part: str) -> Digits:
    """`part` is "train" (60,000) or "t10k" (10,000, the test)."""
    images = read_idx(data / "mnist" / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(data / "mnist" / f"{part}-labels-idx1-ubyte.gz")
    return Digits(np.pad(images, ((0, 0), (2, 2), (2, 2))), labels.astype(np.int64))
