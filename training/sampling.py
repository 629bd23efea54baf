"""How often each training photo is drawn, and what it is to teach."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from .pictures import CLASSES, LABELS, NONE, SOURCES, Photos

OTHERS_SHARE = 0.12
"""Of each batch: pictures of none of the classes."""
EARLY_WEIGHTS = {"cat": 2.0, "dog": 1.6}
LATE_WEIGHTS = {"cat": 3.8, "dog": 4.2, "bird": 1.6, "car": 0.9, "elephant": 0.6, "butterfly": 0.6}
LATE_FROM = 0.55
"""How often a class is drawn, others with weight 1. From that fraction of a run the classes that are
hardest to tell apart, which also have the most pictures, are drawn more."""
SOURCE_WEIGHTS = {"tiny": 0.55, "pets": 0.3, "cifar": 0.14}
"""Within a class, of the sources that it has."""
SMOOTHING = 0.1


def probabilities(photos: Photos, fraction: float) -> np.ndarray:
    """float64 [N]: the chance of each picture to be the next; together 1."""
    class_weights = EARLY_WEIGHTS if fraction < LATE_FROM else LATE_WEIGHTS
    weights = np.zeros(len(photos))
    for label in (NONE, *range(len(CLASSES))):
        sources = np.unique(photos.sources[photos.labels == label])
        for source in sources:
            members = (photos.labels == label) & (photos.sources == source)
            weights[members] = SOURCE_WEIGHTS[SOURCES[source]] / members.sum()
        members = photos.labels == label
        wanted = 1.0 if label == NONE else class_weights.get(CLASSES[label], 1.0)
        weights[members] *= wanted / weights[members].sum()
    others = photos.labels == NONE
    weights[others] *= OTHERS_SHARE / weights[others].sum()
    weights[~others] *= (1 - OTHERS_SHARE) / weights[~others].sum()
    return weights


def class_targets(labels: torch.Tensor) -> torch.Tensor:
    """float [N, labels] of int64 [N], smoothed."""
    count = len(LABELS)
    return functional.one_hot(labels % count, count).float() * (1 - SMOOTHING) + SMOOTHING / count


def cross_entropy(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Mean over [N]; logits and targets are [N, labels]."""
    return -(targets * functional.log_softmax(logits.float(), 1)).sum(1).mean()
