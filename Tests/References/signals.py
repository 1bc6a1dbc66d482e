"""Expected values of SignalsTests, from NumPy and SciPy, written out plainly and in double precision."""

import json
import pathlib

import numpy as np
from scipy.fft import dct

from seeded import Seeded

RATE, BANDS, LOWEST, HIGHEST = 8000, 20, 60.0, 4000.0
WINDOW, STEP, FLOOR = 200, 80, 1e-7

g = Seeded(7, "signals")
noise = np.array([g.uniform(-1, 1) for _ in range(700)])
# Two tones that fade, under some noise.
time = np.arange(700) / RATE
sound = 0.5 * np.sin(2 * np.pi * 440 * time) + 0.3 * np.cos(2 * np.pi * 1500 * time)
sound = (sound * (1 - time * 5) + 0.05 * noise).astype(np.float32).astype(float)


def mel(hertz):
    return 2595 * np.log10(1 + hertz / 700)


def hertz(mels):
    return 700 * (10 ** (mels / 2595) - 1)


def warped(frequency, warp):
    bend = HIGHEST * 0.875 / max(1, warp)
    slope = (HIGHEST - warp * bend) / (HIGHEST - bend)
    beyond = warp * bend + slope * (frequency - bend)
    return np.where(frequency <= bend, frequency * warp, beyond)


def log_mel(samples, warp=1.0):
    emphasised = np.append(samples[0], samples[1:] - 0.97 * samples[:-1])
    count = 1 + int(np.ceil(max(0, len(samples) - WINDOW) / STEP))
    padded = np.append(emphasised, np.zeros(WINDOW + STEP * count))
    frames = np.array([padded[STEP * f : STEP * f + WINDOW] for f in range(count)])
    power = np.abs(np.fft.rfft(frames * np.hamming(WINDOW), 256)) ** 2
    corners = hertz(np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2))
    corners = mel(warped(corners, warp) if warp != 1 else corners)
    bins = mel(np.arange(129) * RATE / 256)
    rising = (bins - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - bins) / (corners[2:] - corners[1:-1])[:, None]
    bank = np.maximum(0, np.minimum(rising, falling))
    return np.log(np.maximum(power @ bank.T, FLOOR))


def deltas(frames, reach=2):
    padded = np.pad(frames, ((reach, reach), (0, 0)), mode="edge")
    count = len(frames)
    total = sum(
        d * (padded[reach + d : reach + d + count] - padded[reach - d : reach - d + count])
        for d in range(1, reach + 1)
    )
    return total / (2 * sum(d * d for d in range(1, reach + 1)))


bands = log_mel(sound)
lifter = 1 + 11 * np.sin(np.pi * np.arange(13) / 22)
cepstra = dct(bands, type=2, axis=1, norm="ortho")[:, :13] * lifter
spectrum = np.fft.rfft(noise[:64])
expected = {
    "sound": sound.tolist(),
    "noise": noise[:64].tolist(),
    "spectrumReal": spectrum.real.tolist(),
    "spectrumImaginary": spectrum.imag.tolist(),
    "logMel": bands.ravel().tolist(),
    "warpedLogMel": log_mel(sound, 1.15).ravel().tolist(),
    "cepstra": cepstra.ravel().tolist(),
    "deltas": deltas(cepstra).ravel().tolist(),
    "doubleDeltas": deltas(deltas(cepstra)).ravel().tolist(),
}
expected = {
    name: [float(f"{value:.9g}") for value in values] for name, values in expected.items()
}
path = pathlib.Path(__file__).with_name("signals.json")
path.write_text(json.dumps(expected, separators=(",", ":")).replace('],"', '],\n"') + "\n")
