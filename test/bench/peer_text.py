"""Synonyms by nlpaug, rows to rows: peer_text.py IN OUT VARIANTS; alone, it only looks."""

import csv
import json
import sys

import nlpaug
import nlpaug.augmenter.word as naw

augment = naw.SynonymAug(aug_src="wordnet", aug_p=0.15)


def main():
    print(json.dumps({"peer": f"nlpaug {nlpaug.__version__}"}))
    if len(sys.argv) == 1:
        return
    source, out, variants = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(source, encoding="utf-8", newline="") as rows, open(out, "w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written)
        for row in csv.DictReader(rows):
            for text in augment.augment(row["text"], n=variants):
                writer.writerow([text, row["label"]])


main()
