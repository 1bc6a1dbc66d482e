"""SeededGenerator in Python, so that a reference script draws the very data its test draws."""

MASK = (1 << 64) - 1


def _rotated(value, count):
    return ((value << count) | (value >> (64 - count))) & MASK


class Seeded:
    def __init__(self, seed, *names):
        if names:
            hash_ = 0xCBF29CE484222325
            for name in names:
                for byte in str(name).encode() + b"\xff":
                    hash_ = ((hash_ ^ byte) * 0x100000001B3) & MASK
            seed ^= hash_
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = seed
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
            self.state.append(z ^ (z >> 31))

    def next(self):
        s = self.state
        result = (_rotated((s[1] * 5) & MASK, 7) * 9) & MASK
        shifted = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = _rotated(s[3], 45)
        return result

    def uniform(self, lower=0.0, upper=1.0):
        return lower + (upper - lower) * ((self.next() >> 11) * 2.0**-53)
