"""The model cards, around the figures that were measured."""

from __future__ import annotations

from typing import Any

from .files import Model

DATE = "2026-11-24"


def digits_card(model: Model, figures: dict[str, Any]) -> str:
    return f"""# digits

LeNet-5 (LeCun, Bottou, Bengio & Haffner 1998) in today's usual form, for one handwritten digit, white
on black. Made on {DATE}.

{layer_table(model)}

{parameters(model):,} parameters, float32, {model.about['bytes']:,} bytes. Input: 32×32 grey, a byte v as
2·v/255 − 1. MNIST's 28×28 digits are padded with two black pixels on every side.

## Data

MNIST (LeCun, Cortes & Burges): 60,000 digits to train, of which the last 5,000 were held out for
choices, and 10,000 to test. The digits themselves are not part of catscan.

## Figures

On MNIST's {figures['pictures']:,} {figures['split']} digits: **{percent(figures['accuracy'], 2)} right**. Rows are what a
digit is, columns what it is called.

{confusion_table(model.labels, figures['confusion'])}

## What it gets wrong

It knows nothing but digits, and calls everything one of the ten: a letter, a face, an empty picture.
Dark ink on white paper it takes for something else entirely; the digit has to be light, alone, upright
and about as large in the picture as MNIST's (20 of 32 pixels high). Its most frequent mistakes: {worst(model.labels, figures['confusion'])}.

## How it was made

    python -m training digits --data DATA --run RUN
    python -m training export digits --run RUN --out public/weights/digits
    python -m training evaluate digits --data DATA --folder public/weights/digits --split test --write

{model.about['epochs']} epochs of AdamW, one cycle of the learning rate, digits turned, stretched and shifted a little,
label smoothing 0.05, and an average of the weights over the last steps. See `training/README.md`.
"""


def photos_card(model: Model, figures: dict[str, Any]) -> str:
    biases = " --bias " + " ".join(model.about["biases"]) if model.about.get("biases") else ""
    rows = [
        f"| {NAMES[of['source']]} | {of['pictures']:,} | {percent(of['accuracy'])} | {of['cats']:,} | {percent(of['catRecall'])} |"
        for of in figures["sources"]
    ]
    missing = f"\nLeft out of the twelve groups, because it was too weak: {', '.join(model.about['without'])}.\n" if model.about.get("without") else ""
    return f"""# photos

A plain convolutional network that says which of {len(model.labels) - 1} things a photo shows: {', '.join(model.labels[:-1])}; or
that it shows something else (`{model.labels[-1]}`).
Made on {DATE}.
{missing}
{layer_table(model)}

{parameters(model):,} parameters, float32, {model.about['bytes']:,} bytes. Every convolution is 3×3 with padding
`same`; batch norms were folded into them. Input: the photo's central square at 64×64, a byte v as
(v/255 − {model.input['mean']}) / {model.input['deviation']}.

## Data

| what | used for | terms |
|---|---|---|
| Tiny ImageNet (Stanford CS231n), twelve groups of its synsets, and pictures of 169 other synsets as examples of none of the classes | training and test | ImageNet's: research and education, not commercial |
| cats and dogs out of Kaggle's Dogs vs. Cats (Asirra) and of breed photographs, 96×96 | training and test | research use |
| CIFAR-10 (Krizhevsky 2009), enlarged to 64×64: car, ship, bird, cat, dog, frog; aeroplane, deer and horse as none of the classes | a seventh of those classes' training pictures | none stated |

The pictures are not part of catscan. The weights were made from pictures whose terms allow research
and education; whoever wants to use them commercially has to judge that for themselves.

Split: Tiny ImageNet's own validation pictures and the data's own test folders are the test. Of the
rest 6 % (CIFAR-10: 2 %, none of the classes: 10 %) was held out for every choice that was made.

## Figures

On {figures['pictures']:,} {figures['split']} pictures of Tiny ImageNet and of the pets: **{percent(figures['accuracy'])} right**; of the
cats **{percent(figures['catRecall'])}** are found, and of what is called a cat {percent(figures['catPrecision'])} is one.

| source | {figures['split']} pictures | right | cats | cats found |
|---|---|---|---|---|
{chr(10).join(rows)}

Of {figures['otherPictures']} held-out pictures of other things {percent(figures['othersFound'])} are called `other`, and {percent(figures['falseAlarms'])} a cat.

Of the app's own photos, {', '.join(figures['gallery'])}.

Rows are what a picture is (Tiny ImageNet and pets), columns what it is called:

{confusion_table(model.labels, figures['confusion'])}

## What it gets wrong

The most frequent mistakes: {worst(model.labels, figures['confusion'])}.

It sees 64×64 pixels, and only the middle of the photo: a small or off-centre animal is lost. It has
learned a few kinds of each thing (of fish the goldfish, of elephants the African one, of boats mostly
lifeboats and gondolas, of fruit bananas, oranges and lemons), and misses others. What `other` looks like
it has learned from some 7,000 pictures of 169 kinds of thing, and of aeroplanes, deer and horses: that is
little of all there is. Wild cats and other furry animals are what it takes for cats most easily. It must not be relied on for anything that matters.

## How it was made

    python -m training photos --data DATA --cache CACHE --run RUN --minutes 127
    python -m training export photos --run RUN --out public/weights/photos{biases}
    python -m training evaluate photos --data DATA --cache CACHE --folder public/weights/photos --split test --write

{model.about['epochs']} epochs of 24,576 pictures (some cut short): SGD with Nesterov momentum, one cycle of the
learning rate, label smoothing 0.1, CutMix and other changes to the pictures, a second head for the finer
labels that is not exported, and an average of the weights over the last steps. How much pictures are
changed, how large they are and how often each class is drawn was settled on the validation split while the
run went on, between its epochs; the code has the schedule that came of it.

It was one run with three stops, at 79, 104 and 110 minutes, after each of which it went on with the
learning rate that the longer schedule has there. Two things are not as in the code: it also saw 64×64
pixels now and then, and up to the last stop there were twelve classes, with the uniform distribution as
target for pictures of other things (outlier exposure, Hendrycks et al. 2019). `other` came for the last 17
minutes, because without it the network's own photo of a rocket was more cat than anything else.

More of the same does not help: gone on with for 90 minutes instead of those 17, with pictures changed less,
it was right on 86.3 % of the validation pictures of the twelve classes, where it had been on 87.5 %. Some
18,000 pictures that are sharp at this size are few; more of them would help.

The biases were chosen on the validation split too, where cats and dogs are as frequent as in the test.
See `training/README.md`.
"""


NAMES = {"tiny": "Tiny ImageNet's groups", "pets": "pets", "cifar": "CIFAR-10, enlarged"}


def layer_table(model: Model) -> str:
    rows = ["| layer | kind | weights |", "|---|---|---|"]
    for layer in model.layers[1:]:
        shapes = ", ".join(f"{key} {'×'.join(map(str, value.shape))}" for key, value in layer.weights.items())
        rows.append(f"| {layer.name} | {layer.config.get('activation') if layer.class_name == 'Activation' else layer.class_name} | {shapes} |")
    return "\n".join(rows)


def parameters(model: Model) -> int:
    return sum(value.size for layer in model.layers for value in layer.weights.values())


def percent(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %"


def confusion_table(labels: list[str], counts: list[list[int]]) -> str:
    rows = [f"| | {' | '.join(labels)} | right |", "|---" * (len(labels) + 2) + "|"]
    for number, row in enumerate(counts):
        if not any(row):
            continue
        right = percent(row[number] / max(1, sum(row)))
        rows.append(f"| **{labels[number]}** | {' | '.join(str(count or '') for count in row)} | {right} |")
    return "\n".join(rows)


def worst(labels: list[str], counts: list[list[int]], shown: int = 6) -> str:
    """The pairs that are confused most, in words."""
    pairs = [
        (count, f"{labels[row]} called {labels[column]} ({count})")
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if row != column and count
    ]
    return ", ".join(text for _, text in sorted(pairs, reverse=True)[:shown])
