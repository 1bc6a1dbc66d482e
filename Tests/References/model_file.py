"""The SHA-256 of a small model file, written by the format's description in ModelFile.swift.

    python3 Tests/References/model_file.py
"""

import hashlib
import json
import struct

header = json.dumps(
    {
        "arrays": [
            {"name": "a/bias", "shape": [2], "type": "float32"},
            {"name": "weight", "shape": [1, 3], "type": "float64"},
        ],
        "kind": "test/small",
        "metadata": {"seed": "7", "unit": "€"},
    },
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
).encode()


def padded(data):
    return data + bytes(-len(data) % 64)


payload = padded(struct.pack("<2f", 1.5, -2)) + struct.pack("<3d", 0.1, 0, -1e300)
head = padded(b"ASSAYMDL" + struct.pack("<IIQQ", 2, 0, len(header), len(payload)) + header)
body = head + payload
print(len(body) + 32, hashlib.sha256(body + hashlib.sha256(body).digest()).hexdigest())
