"""A picture as the network sees it: the app's own preparation, in whole numbers.

The app (src/photo) decodes to 8-bit RGB over white, keeps photos of up to 2048 pixels as they are,
crops the central square and averages areas down to the input's side, never enlarging. Everything
here gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, ImageCms


def decode(file: Path | IO[bytes]) -> np.ndarray:
    """uint8 [height, width, 3] of a picture file, in sRGB; what is transparent is laid over white."""
    with Image.open(file) as picture:
        profile = picture.info.get("icc_profile")
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            layer = picture.convert("RGBA")
            under = Image.new("RGBA", layer.size, (255, 255, 255, 255))
            picture = Image.alpha_composite(under, layer)
        colours = picture.convert("RGB")
        if profile is not None:
            # As browsers do: a photo's own colours become those of the screen.
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, own, ImageCms.createProfile("sRGB"))
            colours = converted or colours
        return np.asarray(colours)


def central_square(pixels: np.ndarray) -> np.ndarray:
    """[side, side, channels] out of [height, width, channels]; odd remainders go right and below."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return pixels[top : top + side, left : left + side]


def overlaps(source: int, target: int) -> np.ndarray:
    """int64 [target, source]: how much of each original pixel each result pixel covers.

    In units in which both have whole-numbered pixels: an original pixel is `target` units long and
    a result's is `source`.
    """
    edges = np.arange(source) * target
    starts = np.arange(target)[:, None] * source
    covered = np.minimum(edges + target, starts + source) - np.maximum(edges, starts)
    return np.maximum(covered, 0).astype(np.int64)


def area_average(pixels: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, channels] of uint8 pixels, each the mean of what it covers, to nearest."""
    rows, columns = pixels.shape[:2]
    sums = np.einsum(
        "yr,rcd,xc->yxd",
        overlaps(rows, height),
        pixels.astype(np.int64),
        overlaps(columns, width),
        optimize=True,
    )
    area = rows * columns
    return ((2 * sums + area) // (2 * area)).astype(np.uint8)


def prepare(pixels: np.ndarray, side: int) -> np.ndarray:
    """uint8 [s, s, 3] with s the input's side, or the square's own side where that is smaller."""
    square = central_square(pixels)
    target = min(side, square.shape[0])
    return area_average(square, target, target)
