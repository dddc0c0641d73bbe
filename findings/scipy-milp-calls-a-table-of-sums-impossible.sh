#!/usr/bin/env bash
# scipy 1.17.1 (with HiGHS 1.12.0 inside): whole numbers behind the totals of a small table.
#
# Seventeen counts of zero or more, ten sums of them that are known (some within a band of ten), two "at least as
# many as". `milp` answers that no whole numbers fit. With presolve off it finds some, and they fit. highspy 1.15.1
# finds some either way. All coefficients are 1 or -1, all bounds small whole numbers, so this is no matter of
# rounding. Whoever proves by "infeasible" that a hidden count has no other value is told a false proof.
#
# Ours: what stays hidden is proven with highspy from 1.15 on, and what is not answered counts as not proven; the
# attacker of the bench asks again without presolve.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv && venv/bin/python -m pip install --quiet scipy==1.17.1 numpy==2.4.6 highspy==1.15.1
cat > sums.py <<'PY'
import highspy
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

#: (counts, least sum, greatest sum)
SUMS = [
    ((2,), 39, 39), ((2, 3, 4, 5), 72, 72), ((6, 7), 36, 36), ((6, 10), 23, 23),
    ((6, 7, 8, 9, 10), 74, 74), ((4, 5, 9), 39, 39), ((11, 13, 15, 16), 23, 23), ((8, 10), 30, 39),
    ((14, 15), 1, 10), ((11, 12), 18, 23),
]
#: (count, the count it is no smaller than)
AT_LEAST = [(10, 14), (6, 15)]
MATRIX = np.zeros((len(SUMS) + len(AT_LEAST), 17))
LEAST = np.array([least for _, least, _ in SUMS] + [0] * len(AT_LEAST), dtype=float)
MOST = np.array([most for *_, most in SUMS] + [np.inf] * len(AT_LEAST))
for row, (counts, *_) in enumerate(SUMS):
    MATRIX[row, list(counts)] = 1
for row, (more, less) in enumerate(AT_LEAST, len(SUMS)):
    MATRIX[row, [more, less]] = 1, -1


def fits(numbers: np.ndarray) -> bool:
    whole = np.round(numbers)
    sums = MATRIX @ whole
    return bool((whole >= 0).all() and (sums >= LEAST).all() and (sums <= MOST).all())


for presolve in (True, False):
    result = milp(
        np.zeros(17), integrality=np.ones(17), bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(MATRIX, LEAST, MOST), options={"presolve": presolve},
    )
    told = "fit" if result.x is not None and fits(result.x) else f"status {result.status}"
    print("scipy, presolve", presolve, told)
for presolve in ("on", "off"):
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("presolve", presolve)
    counts = [model.addIntegral(lb=0) for _ in range(17)]
    for row in range(len(MATRIX)):
        total = sum(float(MATRIX[row, n]) * counts[n] for n in range(17) if MATRIX[row, n])
        model.addConstr(total >= LEAST[row])
        if np.isfinite(MOST[row]):
            model.addConstr(total <= MOST[row])
    model.run()
    print("highspy, presolve", presolve, "fit" if fits(np.array(model.vals(counts))) else "no")
PY
cat > expected <<'TXT'
scipy, presolve True status 2
scipy, presolve False fit
highspy, presolve on fit
highspy, presolve off fit
TXT
venv/bin/python sums.py | tee seen
diff expected seen && echo "as found"
