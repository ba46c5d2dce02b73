"""Recipe R1 by the fastest Python library that is found, files to files, with one process for each core.

peer.py FOLDER OUT VARIANTS QUALITY PROCESSES prints {"peer": "name version"}; peer.py alone only looks.
"""

import importlib
import json
import os
import random
import sys
from multiprocessing import Pool


def albumentations():
    import albumentations as A
    import cv2

    cv2.setNumThreads(0)  # its documented practice: processes, not threads
    new = int(A.__version__.split(".")[0]) >= 2

    def pipeline(height, width):
        crop, ratio = (0.5, 1.0), (0.75 * width / height, 1.333 * width / height)
        return A.Compose([
            A.HorizontalFlip(p=0.5),
            A.Rotate(limit=(-10, 10) if new else 10, border_mode=cv2.BORDER_REFLECT, p=1),
            A.RandomResizedCrop(size=(height, width), scale=crop, ratio=ratio, p=1)
            if new else A.RandomResizedCrop(height, width, scale=crop, ratio=ratio, p=1),
            A.RandomBrightnessContrast(brightness_limit=0.2, contrast_limit=0.2, p=1),
            A.RGBShift(r_shift_limit=20, g_shift_limit=20, b_shift_limit=20, p=1),
            A.GaussNoise(std_range=(10 / 255, 10 / 255), p=1) if new else A.GaussNoise(var_limit=(100, 100), p=1),
            A.CoarseDropout(num_holes_range=(1, 1), hole_height_range=(0.447, 0.447), hole_width_range=(0.447, 0.447), p=1)
            if new else A.CoarseDropout(1, int(0.447 * height), int(0.447 * width), p=1),
        ])

    made = {}

    def augment(image):
        shape = image.shape[:2]
        if shape not in made:
            made[shape] = pipeline(*shape)
        return made[shape](image=image)["image"]

    def read(path):
        return cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB)

    def write(path, image, quality):
        cv2.imwrite(path, cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])

    return f"Albumentations {A.__version__}", read, augment, write


def opencv():
    import cv2
    import numpy as np

    cv2.setNumThreads(0)

    def augment(image):
        height, width = image.shape[:2]
        if random.random() < 0.5:
            image = cv2.flip(image, 1)
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-10, 10), 1)
        image = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        area, aspect = random.uniform(0.5, 1), random.uniform(0.75, 1.333)
        w = min(width, round(width * (area * aspect) ** 0.5))
        h = min(height, round(height * (area / aspect) ** 0.5))
        x, y = random.randint(0, width - w), random.randint(0, height - h)
        image = cv2.resize(image[y:y + h, x:x + w], (width, height), interpolation=cv2.INTER_LINEAR)
        gain, offset = 1 + random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2) * 255
        shifts = [random.uniform(-20, 20) for _ in range(3)]
        levels = np.arange(256, dtype=np.float32)
        table = np.stack([levels * gain + offset + shift for shift in shifts], axis=-1)
        image = cv2.LUT(image, np.clip(table + 0.5, 0, 255).astype(np.uint8)[None])
        noise = np.empty(image.shape, np.int16)
        cv2.randn(noise, 0, 10)
        image = cv2.add(image, noise, dtype=cv2.CV_8U)
        h, w = round(0.447 * height), round(0.447 * width)
        x, y = random.randint(0, width - w), random.randint(0, height - h)
        image[y:y + h, x:x + w] = 128
        return image

    def write(path, image, quality):
        cv2.imwrite(path, image, [cv2.IMWRITE_JPEG_QUALITY, quality])

    return f"OpenCV {cv2.__version__} by hand", cv2.imread, augment, write


def torchvision():
    import torch
    import torchvision
    from PIL import Image
    from torchvision.transforms import functional as F

    torch.set_num_threads(1)

    def augment(image):
        width, height = image.size
        if random.random() < 0.5:
            image = F.hflip(image)
        image = F.rotate(image, random.uniform(-10, 10), interpolation=F.InterpolationMode.BILINEAR)
        area, aspect = random.uniform(0.5, 1), random.uniform(0.75, 1.333)
        w = min(width, round(width * (area * aspect) ** 0.5))
        h = min(height, round(height * (area / aspect) ** 0.5))
        x, y = random.randint(0, width - w), random.randint(0, height - h)
        image = F.resized_crop(image, y, x, h, w, [height, width])
        image = F.adjust_contrast(F.adjust_brightness(image, random.uniform(0.8, 1.2)), random.uniform(0.8, 1.2))
        pixels = F.pil_to_tensor(image).float()
        pixels += torch.randint(-20, 21, (3, 1, 1)) + 10 * torch.randn_like(pixels)
        h, w = round(0.447 * height), round(0.447 * width)
        x, y = random.randint(0, width - w), random.randint(0, height - h)
        pixels = F.erase(pixels, y, x, h, w, torch.tensor(128.0))
        return F.to_pil_image(pixels.clamp(0, 255).byte())

    def write(path, image, quality):
        image.save(path, quality=quality)

    return f"torchvision {torchvision.__version__}", lambda path: Image.open(path).convert("RGB"), augment, write


def found():
    for library, make in (("albumentations", albumentations), ("cv2", opencv), ("torchvision", torchvision)):
        try:
            importlib.import_module(library)
        except ImportError:
            continue
        return make()
    return None


def work(task):
    files, out, variants, quality = task
    _, read, augment, write = found()
    for number, path in files:
        image = read(path)
        for k in range(variants):
            write(os.path.join(out, f"{number}-{k}.jpg"), augment(image), quality)


def main():
    peer = found()
    if peer is None:
        sys.exit("no albumentations, cv2 or torchvision here")
    print(json.dumps({"peer": peer[0]}))
    if len(sys.argv) == 1:
        return
    folder, out, variants, quality, processes = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".jpg"))
    files = list(enumerate(paths))
    with Pool(processes) as pool:
        pool.map(work, [(files[k::processes], out, variants, quality) for k in range(processes)], chunksize=1)


main()
