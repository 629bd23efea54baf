"""`python -m training COMMAND`; each command's own module says what it does."""

from __future__ import annotations

import argparse

from . import calibrate, evaluate, export, fixtures, pack, train_digits, train_photos

COMMANDS = {
    "digits": (train_digits, train_digits.train),
    "photos": (train_photos, train_photos.train),
    "export": (export, export.export),
    "calibrate": (calibrate, calibrate.calibrate),
    "evaluate": (evaluate, evaluate.evaluate),
    "fixtures": (fixtures, fixtures.fixtures),
    "pack": (pack, pack.pack),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, _) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=module.__doc__))
    arguments = vars(parser.parse_args())
    COMMANDS[arguments.pop("command")][1](**arguments)


if __name__ == "__main__":
    main()
