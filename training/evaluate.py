"""Measures the exported files, read back: `python -m training evaluate`.

With `--write` the figures go into model.json and into the model card; without it they are printed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from .cards import digits_card, photos_card
from .digits import HELD_OUT, Digits, read_digits
from .files import Model, read_model, write_json
from .fixtures import GALLERY
from .pictures import CLASSES, NONE, OTHER, SOURCES, Photos, load
from .prepare import decode, prepare

# Sources that the headline figure is over; enlarged CIFAR-10 pictures are reported apart.
HEADLINE = ("tiny", "pets")


def evaluate(what: str, data: Path, cache: Path | None, folder: Path, split: str, write: bool) -> None:
    model = read_model(folder)
    if what == "digits":
        test = read_digits(data, "t10k") if split == "test" else last(read_digits(data, "train"))
        figures = {"split": split, **digits_figures(model, test)}
        card = digits_card(model, figures)
    else:
        assert cache is not None, "--cache is missing"
        splits = load(data, cache)
        photos = splits.test if split == "test" else splits.validation
        figures = {"split": split, **photos_figures(model, photos, splits.validation), "gallery": gallery(model)}
        card = photos_card(model, figures)
    print(card)
    if write:
        written = json.loads((folder / "model.json").read_text())
        short = {key: value for key, value in figures.items() if key not in ("confusion", "sources", "gallery")}
        written["userDefinedMetadata"]["catscan"]["figures"] = short
        write_json(folder / "model.json", written)
        (folder / "CARD.md").write_text(card)


def last(digits: Digits) -> Digits:
    """The training digits that are held out for choices."""
    return Digits(digits.images[-HELD_OUT:], digits.labels[-HELD_OUT:])


def digits_figures(model: Model, digits: Digits) -> dict[str, Any]:
    guessed = model.logits(digits.images).argmax(1)
    return {
        "pictures": len(digits.labels),
        "accuracy": share(guessed == digits.labels),
        "confusion": confusion(digits.labels, guessed, 10),
    }


def photos_figures(model: Model, photos: Photos, validation: Photos) -> dict[str, Any]:
    """Over the classes that the model has; what it calls validation's pictures of none."""
    index = np.array([model.labels.index(name) if name in model.labels else NONE for name in CLASSES])
    labels = np.where(photos.labels == NONE, NONE, index[photos.labels])
    known = photos.subset(np.flatnonzero(labels != NONE))
    labels = labels[labels != NONE]
    chances = model.probabilities(known.images)
    guessed = chances.argmax(1)
    headline = np.isin(known.sources, [SOURCES.index(source) for source in HEADLINE])
    cat = model.labels.index("cat")
    called_cat = headline & (guessed == cat)
    others = validation.subset(np.flatnonzero(validation.labels == NONE))
    other_chances = model.probabilities(others.images)
    called = other_chances.argmax(1)
    tiny = others.sources == SOURCES.index("tiny")
    return {
        "pictures": int(headline.sum()),
        "accuracy": share((guessed == labels)[headline]),
        "catRecall": share((guessed == cat)[headline & (labels == cat)]),
        "catPrecision": share((labels == cat)[called_cat]),
        "otherPictures": int(tiny.sum()),
        "othersFound": share((called == model.labels.index(OTHER))[tiny]),
        "falseAlarms": share((called == cat)[tiny]),
        "topProbability": round(float(chances[headline].max(1).mean()), 4),
        "sources": [source_figures(known, labels, guessed, cat, number) for number in range(len(SOURCES))],
        "confusion": confusion(labels[headline], guessed[headline], len(model.labels)),
    }


def source_figures(known: Photos, labels: np.ndarray, guessed: np.ndarray, cat: int, source: int) -> dict[str, Any]:
    of = known.sources == source
    return {
        "source": SOURCES[source],
        "pictures": int(of.sum()),
        "accuracy": share((guessed == labels)[of]),
        "cats": int((of & (labels == cat)).sum()),
        "catRecall": share((guessed == cat)[of & (labels == cat)]),
    }


def gallery(model: Model) -> list[str]:
    """What the app's own photos are called, in words; run from the project's folder."""
    results = []
    for name in GALLERY:
        pixels = prepare(decode(Path("public/photos") / name), model.input["side"])
        chances = model.probabilities(pixels[None])[0]
        results.append(f"{name} is called {model.labels[chances.argmax()]} with {100 * chances.max():.0f} %")
    return results


def share(right: np.ndarray) -> float:
    return round(float(right.mean()), 4)


def confusion(labels: np.ndarray, guessed: np.ndarray, count: int) -> list[list[int]]:
    """Rows are what a picture is, columns what it is called."""
    return np.bincount(labels * count + guessed, minlength=count * count).reshape(count, count).tolist()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("digits", "photos"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="folder of the decoded pictures")
    parser.add_argument("--folder", type=Path, required=True, help="with model.json and weights.bin")
    parser.add_argument("--split", choices=("validation", "test"), default="validation")
    parser.add_argument("--write", action="store_true", help="write model.json's figures and CARD.md")
