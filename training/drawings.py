"""Pictures made by rule, for the fixtures: free of anyone's rights, and the same for every seed."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def grid(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns, each float [height, width] in 0..1."""
    rows, columns = np.mgrid[0:height, 0:width]
    return rows / max(height - 1, 1), columns / max(width - 1, 1)


def as_bytes(values: np.ndarray) -> np.ndarray:
    """uint8 of 0..1."""
    return np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)


def colour(random: np.random.Generator) -> np.ndarray:
    return random.random(3)


def gradient(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, 3]: one colour into another, at an angle."""
    rows, columns = grid(height, width)
    angle = random.uniform(0, 2 * np.pi)
    along = rows * np.sin(angle) + columns * np.cos(angle)
    along = (along - along.min()) / np.ptp(along)
    first, second = colour(random), colour(random)
    return as_bytes(first + (second - first) * along[:, :, None])


def discs(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Discs of hard edges over one another."""
    picture = Image.new("RGB", (width, height), tuple(random.integers(0, 256, 3).tolist()))
    draw = ImageDraw.Draw(picture)
    for _ in range(9):
        x, y, r = random.uniform(0, width), random.uniform(0, height), random.uniform(4, min(height, width) / 3)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(random.integers(0, 256, 3).tolist()))
    return np.asarray(picture)


def stripes(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A wave of two colours, as fine as the downscaling can still tell and finer."""
    rows, columns = grid(height, width)
    angle, waves = random.uniform(0, np.pi), random.uniform(6, 40)
    wave = 0.5 + 0.5 * np.sin(2 * np.pi * waves * (rows * np.sin(angle) + columns * np.cos(angle)))
    first, second = colour(random), colour(random)
    return as_bytes(first + (second - first) * wave[:, :, None])


def noise(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Every byte by chance."""
    return random.integers(0, 256, (height, width, 3), dtype=np.uint8)


def blobs(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Soft spots of colour."""
    rows, columns = grid(height, width)
    values = np.ones((height, width, 3)) * colour(random)
    for _ in range(7):
        y, x, spread = random.random(), random.random(), random.uniform(0.03, 0.2)
        weight = np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * spread**2))[:, :, None]
        values = values * (1 - weight) + colour(random) * weight
    return as_bytes(values)


KINDS = {"gradient": gradient, "discs": discs, "stripes": stripes, "noise": noise, "blobs": blobs}
SIZES = ((64, 64), (65, 64), (96, 96), (127, 80), (128, 128), (150, 100), (100, 151), (200, 133), (77, 200), (199, 199))
"""Width and height; a photo's central square is taken where they differ."""

STROKES: dict[int, list[list[tuple[float, float]]]] = {
    0: [[(0.5, 0.1), (0.28, 0.25), (0.24, 0.5), (0.3, 0.78), (0.5, 0.9), (0.7, 0.76), (0.76, 0.5), (0.7, 0.22), (0.5, 0.1)]],
    1: [[(0.38, 0.25), (0.54, 0.1), (0.52, 0.9)]],
    2: [[(0.28, 0.28), (0.42, 0.1), (0.66, 0.16), (0.7, 0.36), (0.5, 0.6), (0.26, 0.88), (0.76, 0.86)]],
    3: [[(0.28, 0.16), (0.55, 0.1), (0.7, 0.26), (0.6, 0.44), (0.44, 0.48), (0.66, 0.54), (0.72, 0.74), (0.54, 0.9), (0.26, 0.84)]],
    4: [[(0.36, 0.1), (0.26, 0.56), (0.78, 0.54)], [(0.64, 0.12), (0.6, 0.9)]],
    5: [[(0.7, 0.12), (0.36, 0.12), (0.32, 0.44), (0.6, 0.44), (0.7, 0.66), (0.56, 0.88), (0.28, 0.84)]],
    6: [[(0.62, 0.1), (0.38, 0.36), (0.3, 0.66), (0.44, 0.9), (0.66, 0.82), (0.68, 0.6), (0.48, 0.52), (0.32, 0.66)]],
    7: [[(0.26, 0.14), (0.74, 0.12), (0.56, 0.5), (0.46, 0.9)]],
    8: [[(0.5, 0.1), (0.32, 0.22), (0.38, 0.42), (0.66, 0.62), (0.66, 0.82), (0.48, 0.9), (0.3, 0.78), (0.4, 0.56), (0.66, 0.36), (0.66, 0.18), (0.5, 0.1)]],
    9: [[(0.68, 0.3), (0.5, 0.1), (0.32, 0.24), (0.36, 0.46), (0.56, 0.48), (0.68, 0.3), (0.66, 0.6), (0.56, 0.9)]],
}
"""Each digit's strokes, points across and down in 0..1 of the box that it is written in."""


def digit(random: np.random.Generator, value: int, side: int) -> np.ndarray:
    """uint8 [side, side]: white strokes on black, a little off each time, with soft edges."""
    scale = 8
    large = Image.new("L", (side * scale, side * scale))
    draw = ImageDraw.Draw(large)
    box, corner = 0.62 * side * scale, 0.19 * side * scale
    thick = int(side * scale * random.uniform(0.07, 0.1))
    for stroke in STROKES[value]:
        points = [tuple(corner + box * (np.array(point) + random.uniform(-0.03, 0.03, 2))) for point in stroke]
        draw.line(points, fill=255, width=thick, joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=255)
    soft = large.filter(ImageFilter.GaussianBlur(scale * 0.4))
    return np.asarray(soft.resize((side, side), Image.Resampling.BOX))
