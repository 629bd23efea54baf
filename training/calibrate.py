"""What biases for cats, dogs and other things would do, on the validation split: `python -m training calibrate`.

Other things are drawn for training much less often than they are met in the world, and missing a cat is
worse for this app than calling a dog one, so `export --bias cat=…` may move the borders; the numbers are
chosen from this table, never on test pictures.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import numpy as np

from .files import read_model
from .pictures import NONE, OTHER, SOURCES, load

CAT_BIASES = np.arange(-0.4, 1.61, 0.2)
DOG_BIASES = np.arange(-0.4, 1.21, 0.2)
OTHER_BIASES = np.arange(-3, 0.01, 0.25)


def calibrate(data: Path, cache: Path, folder: Path) -> None:
    """Prints the best few for every recall of cats; `folder` holds an export without biases."""
    model = read_model(folder)
    photos = load(data, cache).validation
    cat, dog, other = (model.labels.index(name) for name in ("cat", "dog", OTHER))
    known = photos.subset(np.flatnonzero((photos.labels != NONE) & (photos.sources != SOURCES.index("cifar"))))
    others = photos.subset(np.flatnonzero((photos.labels == NONE) & (photos.sources == SOURCES.index("tiny"))))
    logits, other_logits = model.logits(known.images), model.logits(others.images)
    rows = []
    for biases in itertools.product(CAT_BIASES, DOG_BIASES, OTHER_BIASES):
        bias = np.zeros(len(model.labels), dtype=np.float32)
        bias[[cat, dog, other]] = biases
        guessed, called = (logits + bias).argmax(1), (other_logits + bias).argmax(1)
        recall = (guessed[known.labels == cat] == cat).mean()
        precision = (known.labels[guessed == cat] == cat).mean()
        right = (guessed == known.labels).mean()
        rows.append((right, recall, precision, (called == other).mean(), (called == cat).mean(), *biases))
    for found in (0, 0.3, 0.4, 0.5, 0.6):
        print(f"of other things at least {100 * found:.0f}% called so:")
        for wanted in (0, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96):
            enough = [row for row in rows if row[1] >= wanted and row[3] >= found]
            for right, recall, precision, others_found, alarms, *biases in sorted(enough, reverse=True)[:1]:
                print(
                    "  cat={:.1f} dog={:.1f} other={:.2f}: ".format(*biases)
                    + f"right {100 * right:.1f}%, cats found {100 * recall:.1f}%, cats among those called so "
                    f"{100 * precision:.1f}%; other things called so {100 * others_found:.1f}%, cats {100 * alarms:.1f}%"
                )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder of the decoded pictures")
    parser.add_argument("--folder", type=Path, required=True, help="an export of all classes, without biases")
