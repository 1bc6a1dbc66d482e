"""A small file in the safetensors format, as its reference implementation writes it.

    python3 Tests/References/safetensors_file.py > Tests/References/safetensors.json
    python3 Tests/References/safetensors_file.py FILE     say what that implementation reads in FILE

Made with safetensors 0.8.0 and numpy. The arrays are those of SafetensorsTests.swift.
"""

import json
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

if len(sys.argv) > 1:
    with safe_open(sys.argv[1], framework="numpy") as file:
        print("metadata", file.metadata())
        for name in sorted(file.keys()):
            array = file.get_tensor(name)
            print(name, array.dtype, list(array.shape), array.reshape(-1)[:4].tolist())
    sys.exit()

arrays = {
    "encoder.weight": np.array([[1.5, -2, 0], [0.1, np.inf, -1e-45]], np.float32),
    "encoder.bias": np.array([0.1, -1e300], np.float64),
    "counts": np.array([[7], [-(2**31)]], np.int32),
    "big": np.array([2**53 + 1, -(2**63)], np.int64),
    "empty": np.zeros((0, 3), np.float32),
    "scalar": np.array(2.5, np.float32),
    'na"me\\\n\u0001€': np.array([1], np.int32),
}
# One entry: the implementation keeps no order among several.
made = save(arrays, {"unit": "€"})
json.dump({"file": made.hex()}, sys.stdout, indent=1)
print()
