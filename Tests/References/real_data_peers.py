"""Ordinary classifiers on the real data sets that both recognisers and both service candidates are held to.

    ASSAY_DATA=../shared/data python3 Tests/References/real_data_peers.py

With Python 3.11, numpy, scipy and scikit-learn 1.9.1. The figures stand in docs/workloads/.

- Banking77, its own split: TF-IDF of words and pairs of words, and a linear SVM.
- FSDD, four speakers, its own split, and each speaker left out in turn: MFCC of 25 ms every 10 ms,
  resampled to 20 frames a recording, and an SVM with a Gaussian kernel.

C is the one of 1 and 10 that does best in a five-fold cross-validation of the training part.
"""

import csv
import io
import os
import pathlib
import tarfile
import wave

import numpy as np
from scipy.fft import dct
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

DATA = pathlib.Path(os.environ["ASSAY_DATA"])
RATE, WINDOW, STEP, BANDS, COEFFICIENTS, FRAMES = 8000, 200, 80, 26, 13, 20


def tuned(scaling, classifier):
    model = make_pipeline(scaling, classifier)
    return GridSearchCV(model, {f"{type(classifier).__name__.lower()}__C": [1, 10]}, cv=5)


def banking77():
    def rows(part):
        with open(DATA / "banking77" / f"{part}.csv", newline="", encoding="utf-8") as file:
            table = list(csv.DictReader(file))
        return [row["text"] for row in table], [row["category"] for row in table]

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return tuned(vectors, LinearSVC()).fit(*rows("train")).score(*rows("test"))


def filters():
    mel = np.linspace(0, 2595 * np.log10(1 + RATE / 2 / 700), BANDS + 2)
    corners = 700 * (10 ** (mel / 2595) - 1)
    bins = np.arange(129) * RATE / 256
    rising = (bins - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - bins) / (corners[2:] - corners[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


def cepstra(samples, bank=filters()):
    emphasised = np.append(samples[0], samples[1:] - 0.97 * samples[:-1])
    count = 1 + max(0, (len(emphasised) - WINDOW) // STEP)
    padded = np.append(emphasised, np.zeros(WINDOW))
    frames = np.array([padded[STEP * f : STEP * f + WINDOW] for f in range(count)])
    power = np.abs(np.fft.rfft(frames * np.hamming(WINDOW), 256)) ** 2
    return dct(np.log(power @ bank.T + 1e-7), axis=1, norm="ortho")[:, :COEFFICIENTS]


def of_one_length(frames):
    places = np.linspace(0, len(frames) - 1, FRAMES)
    return np.array([np.interp(places, np.arange(len(frames)), c) for c in frames.T]).ravel()


def fsdd():
    with open(DATA / "fsdd" / "labels.csv", newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    inputs = []
    with tarfile.open(DATA / "fsdd" / "recordings.tar") as archive:
        for row in table:
            sound = wave.open(io.BytesIO(archive.extractfile(row["file"]).read()))
            samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32768
            inputs.append(of_one_length(cepstra(samples)))
    inputs = np.array(inputs)
    digits = np.array([row["digit"] for row in table])

    def right(is_test):
        model = tuned(StandardScaler(), SVC()).fit(inputs[~is_test], digits[~is_test])
        return model.score(inputs[is_test], digits[is_test])

    speakers = np.array([row["speaker"] for row in table])
    official = right(np.array([row["split"] == "test" for row in table]))
    return official, {name: right(speakers == name) for name in sorted(set(speakers))}


print(f"Banking77, its own split: {banking77():.3f}")
official, speakers = fsdd()
print(f"FSDD, its own split: {official:.3f}")
print("FSDD, a speaker left out:", ", ".join(f"{n} {s:.3f}" for n, s in speakers.items()))
print(f"FSDD, a speaker left out, mean: {np.mean(list(speakers.values())):.3f}")
