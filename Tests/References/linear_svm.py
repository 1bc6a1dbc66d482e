"""The margins of scikit-learn's LinearSVC and TfidfVectorizer that Tests/ClassicsTests holds ours to.

scikit-learn 1.9.1, LinearSVC(C=1, loss='squared_hinge', dual=True, tol=1e-8, intercept_scaling=1) is LIBLINEAR's
solver 1, whose bias is the weight of a feature that is 1 everywhere, as ours is.

    pip install scikit-learn && python3 linear_svm.py
"""
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

texts = [
    "block my card", "my card is lost", "send money home", "send my money to anna",
    "where is my card", "stop the money transfer",
]
labels = [0, 0, 1, 1, 0, 1]
vectoriser = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
x = vectoriser.fit_transform(texts)
machine = LinearSVC(C=1, tol=1e-8, max_iter=100000, random_state=0).fit(x, labels)
print("margins", [round(float(v), 5) for v in machine.decision_function(x)])
other = vectoriser.transform(["send the card card"])
print("other", round(float(machine.decision_function(other)[0]), 5))
print("values", sorted(round(float(v), 5) for v in other.toarray()[0] if v))
