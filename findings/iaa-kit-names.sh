#!/usr/bin/env bash
# In iaa-kit, Gwet's AC2 is Cohen's kappa, and the ordinal alpha is the interval one.
#
# Surprising: ac2 hands its answers on to weighted kappa, which is the coefficient that AC2 was
# made to replace: where 18 of 20 answers agree and nearly all are "true", AC1 is 0.89 and AC2
# -0.05. With two categories linear weights change nothing, so the two must be equal. alpha_value
# takes scale="ordinal" and squares the differences as for "interval", to the last digit; and it
# weighs every pair of answers alike instead of every unit by its answers, so that no scale gives
# the values of Krippendorff's published example (nominal .743, here .720) as soon as an answer is
# missing.
# One would have expected: three well-known names, three well-known numbers.
# Versions: iaa-kit 0.1.2; krippendorff 0.9.0 to compare. Seen on 28 November 2026.
# Matters: skewed answers and missing ones are the rule in claims, so this is where agreement is
# asked for. The numbers lie in the usual range and nothing marks them. Prove any agreement library
# on one published table with gaps, and AC2 against AC1 on two categories.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with iaa-kit==0.1.2 krippendorff==0.9.0

"$python" - <<'PY'
import krippendorff
from iaa_kit.cohen import kappa
from iaa_kit.gwet import ac1, ac2
from iaa_kit.krippendorff import alpha_value
from telling import tell

FIRST = ["true"] * 18 + ["false", "true"]
SECOND = ["true"] * 18 + ["true", "false"]

GAP = float("nan")
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]
UNITS = [list(unit) for unit in zip(*PUBLISHED, strict=True)]


def alphas(scale):
    other = krippendorff.alpha(reliability_data=PUBLISHED, level_of_measurement=scale)
    return (round(alpha_value(UNITS, scale), 3), round(float(other), 3))


tell(
    {
        "AC1": round(ac1(FIRST, SECOND), 3),
        "AC2, linear": round(ac2(FIRST, SECOND), 3),
        "kappa": round(kappa(FIRST, SECOND), 3),
        "nominal alpha, here and there": alphas("nominal"),
        "ordinal": alphas("ordinal"),
        "interval": alphas("interval"),
    },
    {
        "AC1": 0.89,
        "AC2, linear": -0.053,
        "kappa": -0.053,
        "nominal alpha, here and there": (0.72, 0.743),
        "ordinal": (0.832, 0.815),
        "interval": (0.832, 0.849),
    },
)
PY
