"""What biases for cats and dogs would do, on the validation split: `python -m training calibrate`.

Missing a cat is worse for this app than calling a dog one, so `export --bias cat=…` may move the
border; the number is chosen from this table, never on test pictures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from .files import read_model
from .pictures import NONE, SOURCES, load

CAT_BIASES = np.arange(0, 2.01, 0.1)
DOG_BIASES = np.arange(0, 1.21, 0.2)


def calibrate(data: Path, cache: Path, folder: Path) -> None:
    """Prints the best few for every recall of cats; `folder` holds an export without biases."""
    model = read_model(folder)
    photos = load(data, cache).validation
    cat, dog = model.labels.index("cat"), model.labels.index("dog")
    known = photos.subset(np.flatnonzero((photos.labels != NONE) & (photos.sources != SOURCES.index("cifar"))))
    others = photos.subset(np.flatnonzero((photos.labels == NONE) & (photos.sources == SOURCES.index("tiny"))))
    logits, other_logits = model.logits(known.images), model.logits(others.images)
    rows = []
    for cat_bias in CAT_BIASES:
        for dog_bias in DOG_BIASES:
            bias = np.zeros(len(model.labels), dtype=np.float32)
            bias[cat], bias[dog] = cat_bias, dog_bias
            guessed = (logits + bias).argmax(1)
            raised = np.exp(other_logits + bias)
            alarms = (raised[:, cat] / raised.sum(1) > 0.5).mean()
            is_cat = known.labels == cat
            recall = (guessed[is_cat] == cat).mean()
            precision = is_cat[guessed == cat].mean()
            rows.append(((guessed == known.labels).mean(), recall, precision, alarms, cat_bias, dog_bias))
    for wanted in (0, 0.85, 0.88, 0.9, 0.92, 0.94, 0.95, 0.96):
        enough = [row for row in rows if row[1] >= wanted]
        for accuracy, recall, precision, alarms, cat_bias, dog_bias in sorted(enough, reverse=True)[:2]:
            print(
                f"cat={cat_bias:.1f} dog={dog_bias:.1f}: right {100 * accuracy:.1f}%, cats found {100 * recall:.1f}%, "
                f"cats among those called so {100 * precision:.1f}%, false alarms {100 * alarms:.1f}%"
            )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder of the decoded pictures")
    parser.add_argument("--folder", type=Path, required=True, help="an export of all classes, without biases")
