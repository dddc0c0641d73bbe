"""Linear and whole-number programs, solved by HiGHS, kept warm from one question to the next."""

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np

Array = np.ndarray
INFINITY = highspy.kHighsInf


class LinearProgram:
    """``low <= matrix . x <= high`` with bounded columns; asked again and again with other bounds
    and costs. The matrix is dense here and sparse within."""

    def __init__(self, matrix: Array, low: Array, high: Array, *, whole: bool = False) -> None:
        """``whole``: every column is a whole number."""
        rows, columns = matrix.shape
        self._columns = np.arange(columns, dtype=np.int32)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, rows
        lp.col_cost_ = np.zeros(columns)
        lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.zeros(columns)
        lp.row_lower_, lp.row_upper_ = low.astype(float), high.astype(float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        where, column = np.nonzero(matrix)
        lp.a_matrix_.start_ = np.searchsorted(where, np.arange(rows + 1)).astype(np.int32)
        lp.a_matrix_.index_ = column.astype(np.int32)
        lp.a_matrix_.value_ = matrix[where, column].astype(float)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        if whole:
            self._highs.setOptionValue("mip_rel_gap", 0.1)
        self._highs.passModel(lp)

    def bound(self, low: Array, high: Array) -> None:
        """The least and the most of every column."""
        self._highs.changeColsBounds(
            len(self._columns), self._columns, low.astype(float), high.astype(float)
        )

    def cost(self, costs: Array) -> None:
        self._highs.changeColsCost(len(self._columns), self._columns, costs.astype(float))

    def solve(self) -> Array | None:
        """The columns at the least cost; None where nothing fits."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + _SECONDS)
        self._highs.setBasis()  # near the answer: most moves are short
        self._highs.run()
        status = self._highs.getModelStatus()
        found = status == highspy.HighsModelStatus.kOptimal or (
            status == highspy.HighsModelStatus.kTimeLimit
            and self._highs.getInfo().primal_solution_status == 2
        )
        return np.array(self._highs.getSolution().col_value) if found else None


#: No single question may take longer; what is not answered is not proven, and so not shown.
_SECONDS = 10.0


def stack(parts: Sequence[Array], width: int) -> Array:
    """Rows of all, one below the other; a matrix even where there are none."""
    return np.vstack([np.zeros((0, width)), *parts])
