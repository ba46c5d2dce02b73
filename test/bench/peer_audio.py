"""The recipe of sounds by audiomentations, files to files: peer_audio.py FOLDER OUT VARIANTS; alone, it only looks."""

import json
import os
import sys
import wave

import audiomentations as A
import numpy as np

augment = A.Compose([
    A.AddGaussianSNR(min_snr_db=15, max_snr_db=15, p=1),
    A.Shift(min_shift=-0.2, max_shift=0.2, p=1),
    A.TimeStretch(min_rate=0.9, max_rate=1.1, leave_length_unchanged=False, p=1),
    A.PitchShift(min_semitones=-2, max_semitones=2, p=1),
])


def main():
    print(json.dumps({"peer": f"audiomentations {A.__version__}"}))
    if len(sys.argv) == 1:
        return
    folder, out, variants = sys.argv[1], sys.argv[2], int(sys.argv[3])
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".wav"))
    for number, path in enumerate(paths):
        with wave.open(path) as file:
            rate = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        for k in range(variants):
            result = np.clip(augment(samples=samples, sample_rate=rate) * 32768, -32768, 32767).astype("<i2")
            with wave.open(os.path.join(out, f"{number}-{k}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(rate)
                file.writeframes(result.tobytes())


main()
