"""The program: settings -> target -> outputs."""

from importlib import import_module

import pulumi

from components import key_problem, refuse
from settings import last_word, read_settings

# A target's own providers are imported for that target only.
TARGETS = {
    "kubernetes": "targets.kubernetes",
    "lambda": "targets.aws_lambda",
    "docker": "targets.docker",
}

with last_word():
    settings = read_settings(check_key=key_problem)
    target = import_module(TARGETS[settings.stack.target])
    # All of it before the first resource: a refused run leaves nothing behind.
    refuse(settings.located(target.problems(settings)))

for name, value in target.declare(settings).items():
    pulumi.export(name, value)
