"""What PyTorch makes of the exported networks, for the app's tests: `python -m training fixtures`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from . import drawings
from .files import Model, read_model, write_json
from .prepare import decode, prepare

GALLERY = ("chelsea.webp", "coffee.webp", "astronaut.webp", "rocket.jpg")
SAMPLES = 50


def fixtures(root: Path) -> None:
    """Draws the pictures and writes photos.json and digits.json, under `root`, the project's folder."""
    folder = root / "tests/fixtures/trained"
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for name, files in (("photos", [*gallery(), *draw_photos(root)]), ("digits", draw_digits(root))):
        model = read_model(root / "public/weights" / name)
        write_json(folder / f"{name}.json", cases(root, name, model, files))


def gallery() -> list[str]:
    return [f"public/photos/{name}" for name in GALLERY]


def draw_photos(root: Path) -> list[str]:
    """Every kind at four sizes, lossless."""
    files = []
    for number in range(4 * len(drawings.KINDS)):
        kind = list(drawings.KINDS)[number % len(drawings.KINDS)]
        width, height = drawings.SIZES[(3 * number + number // 5) % len(drawings.SIZES)]
        random = np.random.default_rng(100 + number)
        if kind == "noise":
            # Noise does not compress; keep its files small.
            width, height = 64 + width // 6, 64 + height // 8
        pixels = drawings.KINDS[kind](random, height, width)
        files.append(save(root, f"{kind}-{width}x{height}-{number}", pixels))
    return files


def draw_digits(root: Path) -> list[str]:
    """Each digit at the network's own size, and two larger ones that are scaled down."""
    files = []
    for number, side in [(digit, 32) for digit in range(10)] + [(3, 96), (8, 75)]:
        random = np.random.default_rng(200 + number + side)
        files.append(save(root, f"digit-{number}-{side}", drawings.digit(random, number, side)))
    return files


def save(root: Path, name: str, pixels: np.ndarray) -> str:
    file = f"tests/fixtures/trained/pictures/{name}.png"
    Image.fromarray(pixels).save(root / file, optimize=True)
    return file


def cases(root: Path, name: str, model: Model, files: list[str]) -> dict[str, Any]:
    """The fixture: each picture's logits and probabilities, and some of its prepared bytes.

    `positions` index the prepared picture's bytes in the order rows, columns, channels.
    """
    side = model.input["side"]
    grey = model.input["greyscale"]
    random = np.random.default_rng(7)
    positions = np.sort(random.choice(side * side * (1 if grey else 3), SAMPLES, replace=False))
    result = []
    for file in files:
        pixels = decode(root / file)
        prepared = prepare(pixels, side)
        prepared = luma(prepared) if grey else prepared
        result.append({
            "file": file,
            "width": pixels.shape[1],
            "height": pixels.shape[0],
            "bytes": prepared.reshape(-1)[positions].tolist(),
            "logits": rounded(model.logits(prepared[None])[0]),
            "probabilities": rounded(model.probabilities(prepared[None])[0]),
        })  # fmt: skip
    return {
        "model": f"public/weights/{name}",
        "sha256": model.about["sha256"],
        "labels": model.labels,
        "positions": positions.tolist(),
        "cases": result,
    }


def luma(pixels: np.ndarray) -> np.ndarray:
    """uint8 [side, side] of uint8 [side, side, 3]: Rec. 601, to nearest in whole numbers."""
    sums = pixels.astype(np.int64) @ np.array([299, 587, 114])
    return ((sums + 500) // 1000).astype(np.uint8)


def rounded(values: np.ndarray) -> list[float]:
    """Nine significant digits, which say a float32 exactly."""
    return [float(f"{value:.9g}") for value in values]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path("."), help="the project's folder")
