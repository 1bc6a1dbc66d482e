"""Expected values of SequenceScoreTests and DialogueScoreTests, from jiwer, seqeval and scikit-learn."""

import jiwer
from seqeval.metrics import f1_score
from seqeval.scheme import IOB2
from sklearn.metrics import roc_auc_score

from seeded import Seeded

WORDS = "zero one two three four five six seven eight nine call stop".split()
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

# Word errors of 1000 pairs: a reference, and what is left of it after random edits.
g = Seeded(11, "word pairs")
references, hypotheses, word_counts, character_counts = [], [], [], []
for _ in range(1000):
    reference = [WORDS[int(g.uniform() * 12)] for _ in range(1 + int(g.uniform() * 12))]
    hypothesis = []
    for word in reference:
        edit = g.uniform()
        if edit < 0.1:
            continue
        hypothesis.append(word if edit < 0.8 else WORDS[int(g.uniform() * 12)])
        if edit > 0.93:
            hypothesis.append(WORDS[int(g.uniform() * 12)])
    references.append(" ".join(reference))
    hypotheses.append(" ".join(hypothesis))
    words = jiwer.process_words(references[-1], hypotheses[-1])
    word_counts.append(words.insertions + words.deletions + words.substitutions)
    characters = jiwer.process_characters(references[-1], hypotheses[-1])
    character_counts.append(characters.insertions + characters.deletions + characters.substitutions)
print("wer", repr(jiwer.wer(references, hypotheses)))
print("cer", repr(jiwer.cer(references, hypotheses)))
errors = "".join(DIGITS[count] for count in word_counts)
print("word errors")
for start in range(0, 1000, 80):
    print(errors[start : start + 80])
print("character errors", sum(character_counts), sum(i * c for i, c in enumerate(character_counts)))

# Slots of 300 requests over 8 tokens, three types.
g = Seeded(11, "slots")
TYPES = ["amount", "date", "city"]


def tags():
    row, token = ["O"] * 8, 0
    while token < 8:
        if g.uniform() < 0.3:
            name, length = TYPES[int(g.uniform() * 3)], 1 + int(g.uniform() * 3)
            for offset in range(min(length, 8 - token)):
                row[token + offset] = ("B-" if offset == 0 else "I-") + name
            token += length
        else:
            token += 1
    return row


truth, found = [], []
for _ in range(300):
    true_row = tags()
    truth.append(true_row)
    found.append(list(true_row) if g.uniform() < 0.6 else tags())
print("slot f1", repr(f1_score(truth, found)), repr(f1_score(truth, found, mode="strict", scheme=IOB2)))

# Detection of what is out of scope.
g = Seeded(11, "out of scope")
scores, outside = [], []
for _ in range(400):
    outside.append(1 if g.uniform() < 0.2 else 0)
    scores.append(int(min(1, g.uniform() * (0.7 + 0.3 * outside[-1]) + 0.1 * outside[-1]) * 40) / 40)
print("out-of-scope auroc", repr(float(roc_auc_score(outside, scores))))
