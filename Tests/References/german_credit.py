"""The reference for the real-data floor: logistic regression on South German Credit.

    python3 Tests/References/german_credit.py ../shared/data/german-credit/south_german_credit.csv \
        > Tests/References/german_credit.json

made german_credit.json with Python 3.11, numpy 2.4.6 and scikit-learn 1.9.1. The file may also be
named by ASSAY_DATA, the folder that holds german-credit/.

Repeated 5 x 5 stratified cross-validation. The folds are those of assay: `SeededGenerator` below is
Sources/NumericCore/SeededGenerator.swift again, and `stratified_folds` states how they are dealt.
The score is the area under the ROC curve of P(bad credit), by midranks.

Three logistic regressions are fitted, each inside the training part of a fold:

- fixed:  L2 with C = 1, the library's default, no choice made on the data;
- tuned:  L2 with C of least log loss in a 5-fold cross-validation of the training part;
- with_protected: as tuned, with personal_status_sex and foreign_worker too. For information only:
  assay never takes protected columns as inputs.

Categories are one-hot, numbers are standardised with the training part's mean and deviation. The
floor that assay's candidates are held against is the better of the first two by mean AUC.
"""

import csv
import json
import os
import sys
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SEED = 1
REPETITIONS = 5
FOLDS = 5

NUMBERS = ["duration", "amount", "age", "installment_rate", "present_residence", "number_credits"]
CATEGORIES = [
    "status", "credit_history", "purpose", "savings", "employment_duration", "other_debtors",
    "property", "other_installment_plans", "housing", "job", "telephone", "people_liable",
]
PROTECTED = ["personal_status_sex", "foreign_worker"]

MASK = (1 << 64) - 1


class SeededGenerator:
    """xoshiro256** filled by SplitMix64; the stream is named by FNV-1a over the names."""

    def __init__(self, seed, *names):
        digest = 0xCBF29CE484222325 if names else 0
        for name in names:
            for byte in str(name).encode() + b"\xff":
                digest = (digest ^ byte) * 0x100000001B3 & MASK
        mixer = seed ^ digest
        self.state = []
        for _ in range(4):
            mixer = (mixer + 0x9E3779B97F4A7C15) & MASK
            z = mixer
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
            self.state.append(z ^ (z >> 31))

    def next(self):
        s = self.state
        result = rotated_left(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotated_left(s[3], 45)
        return result

    def index(self, bound):
        """A uniform draw from 0 ..< bound, unbiased (Lemire 2019)."""
        product = self.next() * bound
        if product & MASK < bound:
            threshold = (1 << 64) % bound
            while product & MASK < threshold:
                product = self.next() * bound
        return product >> 64

    def shuffle(self, elements):
        """Fisher-Yates, from the end."""
        for last in range(len(elements) - 1, 0, -1):
            other = self.index(last + 1)
            elements[last], elements[other] = elements[other], elements[last]


def rotated_left(x, count):
    return (x << count | x >> (64 - count)) & MASK


def stratified_folds(labels, repetition, seed=SEED, folds=FOLDS):
    """The fold of each row, from 0, in one repetition, from 1.

    A repetition has one stream, (seed, "folds", repetition). The classes come in ascending order,
    0 (good) and then 1 (bad). The rows of a class, in the file's order, are shuffled and dealt round
    robin: the row at position i goes to fold (i + offset) mod `folds`, where `offset` is the number
    of rows of the classes before. Folds differ by at most one row, and so do a class's shares.
    """
    generator = SeededGenerator(seed, "folds", repetition)
    assigned = [0] * len(labels)
    offset = 0
    for label in (0, 1):
        rows = [row for row, value in enumerate(labels) if value == label]
        generator.shuffle(rows)
        for position, row in enumerate(rows):
            assigned[row] = (position + offset) % folds
        offset += len(rows)
    return assigned


def read(path):
    """The rows as dictionaries of integers, and the labels: 1 is bad credit, which the file calls 0."""
    with open(path, newline="") as file:
        rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(file)]
    return rows, np.array([1 - row["credit_risk"] for row in rows])


def matrix(rows, columns):
    return np.array([[row[column] for column in columns] for row in rows], dtype=float)


def logistic(categories, tuned):
    """Encoding and regression as one estimator, so that nothing is learnt outside the training part."""
    encode = ColumnTransformer(
        [
            ("numbers", StandardScaler(), list(range(len(NUMBERS)))),
            (
                "categories",
                OneHotEncoder(handle_unknown="ignore"),
                list(range(len(NUMBERS), len(NUMBERS) + len(categories))),
            ),
        ]
    )
    model = make_pipeline(encode, LogisticRegression(C=1.0, max_iter=5000))
    if not tuned:
        return model
    return GridSearchCV(
        model,
        {"logisticregression__C": [0.01, 0.03, 0.1, 0.3, 1.0, 3.0]},
        scoring="neg_log_loss",
        cv=StratifiedKFold(5, shuffle=True, random_state=SEED),
    )


def cross_validated(rows, labels, assignments, categories, tuned):
    """AUC of each fold and of each repetition with its five folds pooled."""
    inputs = matrix(rows, NUMBERS + categories)
    by_fold, pooled = [], []
    for folds in assignments:
        probabilities = np.zeros(len(labels))
        aucs = []
        for fold in range(FOLDS):
            test = folds == fold
            model = logistic(categories, tuned).fit(inputs[~test], labels[~test])
            probabilities[test] = model.predict_proba(inputs[test])[:, 1]
            aucs.append(roc_auc_score(labels[test], probabilities[test]))
        by_fold.append([round(auc, 6) for auc in aucs])
        pooled.append(round(roc_auc_score(labels, probabilities), 6))
    return {
        "by_fold": by_fold,
        "pooled": pooled,
        "mean_by_fold": round(float(np.mean(by_fold)), 6),
        "mean_pooled": round(float(np.mean(pooled)), 6),
    }


def main():
    if len(sys.argv) > 1:
        path = sys.argv[1]
    elif "ASSAY_DATA" in os.environ:
        path = os.path.join(os.environ["ASSAY_DATA"], "german-credit", "south_german_credit.csv")
    else:
        sys.exit("name the file south_german_credit.csv, or set ASSAY_DATA to the folder of german-credit/")
    rows, labels = read(path)
    assignments = [
        np.array(stratified_folds(labels, repetition)) for repetition in range(1, REPETITIONS + 1)
    ]
    fixed = cross_validated(rows, labels, assignments, CATEGORIES, tuned=False)
    tuned = cross_validated(rows, labels, assignments, CATEGORIES, tuned=True)
    protected = cross_validated(rows, labels, assignments, CATEGORIES + PROTECTED, tuned=True)
    floor = "tuned" if tuned["mean_by_fold"] > fixed["mean_by_fold"] else "fixed"
    report = {
        "data": "South German Credit, south_german_credit.csv",
        "rows": len(labels),
        "positive": "bad credit (credit_risk 0 in the file)",
        "positives": int(labels.sum()),
        "seed": SEED,
        "repetitions": REPETITIONS,
        "folds": FOLDS,
        "fold_0_of_repetition_1": [int(row) for row in np.flatnonzero(assignments[0] == 0)],
        "first_folds": [[int(fold) for fold in folds[:20]] for folds in assignments],
        "floor": floor,
        "models": {"fixed": fixed, "tuned": tuned, "with_protected": protected},
    }
    json.dump(report, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
