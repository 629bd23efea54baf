"""The labelled photos: read once out of their zip files, kept as bytes in a cache folder.

Sources are `tiny` (Tiny ImageNet's groups, 64×64), `pets` (96×96, averaged down to 64×64) and
`cifar` (32×32, enlarged to 64×64).
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import numpy as np
from PIL import Image

from .prepare import decode, prepare

SIDE = 64
CLASSES = (
    "cat", "dog", "bird", "fish", "frog", "butterfly",
    "elephant", "car", "bus", "boat", "fruit", "mountain",
)  # fmt: skip
OTHER = "other"
"""What a picture of none of the classes is called; the networks' last class."""
LABELS = (*CLASSES, OTHER)
SOURCES = ("tiny", "pets", "cifar")
NONE = -1
"""The label of such a picture: in LABELS the last one."""

# What CIFAR-10 calls them; trucks are left out, being neither cars nor quite something else.
CIFAR_CLASSES = {"automobile": "car", "ship": "boat", "bird": "bird", "cat": "cat", "dog": "dog", "frog": "frog"}
CIFAR_OTHERS = ("airplane", "deer", "horse")

VALIDATION_SHARE = {"tiny": 0.06, "pets": 0.06, "cifar": 0.02}
OTHERS_HELD_OUT = 0.1


@dataclass(frozen=True)
class Photos:
    """N pictures: images uint8 [N, 64, 64, 3]; the rest are int64 [N]."""

    images: np.ndarray
    labels: np.ndarray
    """Index in CLASSES, or NONE."""
    fine: np.ndarray
    """Index of the finer label (synset, or class within its source), for the second head."""
    sources: np.ndarray
    """Index in SOURCES."""

    def __len__(self) -> int:
        return len(self.labels)

    def subset(self, chosen: np.ndarray) -> Photos:
        return Photos(self.images[chosen], self.labels[chosen], self.fine[chosen], self.sources[chosen])


@dataclass(frozen=True)
class Splits:
    """Training is for fitting, validation for every choice, test for the final figures alone."""

    train: Photos
    validation: Photos
    test: Photos
    fine_names: list[str]


def load(data: Path, cache: Path) -> Splits:
    """The three splits; the cache is made where it is not there yet."""
    cache.mkdir(parents=True, exist_ok=True)
    index_file, images_file = cache / "photos.json", cache / "photos.npy"
    if not index_file.exists():
        make_cache(data, index_file, images_file)
    index = json.loads(index_file.read_text())
    fields = {name: np.array(index[name], dtype=np.int64) for name in ("labels", "fine", "sources")}
    every = Photos(np.load(images_file, mmap_mode="r"), **fields)
    test = np.array(index["test"], dtype=bool)
    validation = held_out(every, test)
    return Splits(
        train=every.subset(np.flatnonzero(~test & ~validation)),
        validation=every.subset(np.flatnonzero(validation)),
        test=every.subset(np.flatnonzero(test)),
        fine_names=index["fine_names"],
    )


def held_out(every: Photos, test: np.ndarray) -> np.ndarray:
    """bool [N]: a fixed share of each finer label's training pictures."""
    random = np.random.default_rng(20261124)
    chosen = np.zeros(len(every), dtype=bool)
    for fine in np.unique(every.fine):
        members = np.flatnonzero((every.fine == fine) & ~test)
        if len(members) == 0:
            continue
        first = members[0]
        source = SOURCES[every.sources[first]]
        share = OTHERS_HELD_OUT if every.labels[first] == NONE else VALIDATION_SHARE[source]
        chosen[random.permutation(members)[: round(share * len(members))]] = True
    return chosen


def make_cache(data: Path, index_file: Path, images_file: Path) -> None:
    """Decodes every picture once, in the order of the zip files' names."""
    images, labels, fine, sources, test = [], [], [], [], []
    fine_names: dict[str, int] = {}
    for pixels, label, fine_name, source, is_test in every_picture(data):
        images.append(pixels)
        labels.append(NONE if label is None else CLASSES.index(label))
        fine.append(fine_names.setdefault(fine_name, len(fine_names)))
        sources.append(SOURCES.index(source))
        test.append(is_test)
        if len(images) % 10_000 == 0:
            print(f"decoded {len(images)} pictures", flush=True)
    np.save(images_file, np.stack(images))
    index = {"labels": labels, "fine": fine, "sources": sources, "test": test, "fine_names": list(fine_names)}
    index_file.write_text(json.dumps(index))


def every_picture(data: Path) -> Iterator[tuple[np.ndarray, str | None, str, str, bool]]:
    """Pixels uint8 [64, 64, 3], class or None, finer label, source, and whether it is for the test."""
    for path, file in zipped(data / "tinyimagenet64.zip"):
        split, group, name = path.parts
        label = None if split == "other" else group
        # Test pictures are named without their synset; their finer label is not used.
        synset = group if split == "other" else name.split("_")[0] if split == "train" else group
        yield decode(file), label, synset, "tiny", split == "test"
    for path, file in zipped(data / "pets96.zip"):
        split, label, _ = path.parts
        yield prepare(decode(file), SIDE), label, f"pets {label}", "pets", split == "test"
    for path, file in zipped(data / "cifar10.zip"):
        split, name, _ = path.parts
        if name not in CIFAR_CLASSES and name not in CIFAR_OTHERS:
            continue
        large = Image.fromarray(decode(file)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        yield np.asarray(large), CIFAR_CLASSES.get(name), f"cifar {name}", "cifar", split == "test"


def zipped(file: Path) -> Iterator[tuple[Path, io.BytesIO]]:
    """The files in a zip file, by name."""
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith("/"):
                yield Path(name), io.BytesIO(archive.read(name))
