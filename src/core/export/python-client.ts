import { commandWords, type StreamPlace, shellWord } from './command-line';

/** What the written client must know of its dataset. Paths are relative to the client's own folder, or absolute. */
export interface ClientFacts extends StreamPlace {
  /** As the user calls the dataset: "clothing". */
  readonly title: string;
  /** Classes in the order of their numbers in `.cls`. */
  readonly classes: readonly string[];
}

/** A Python text literal: JSON's escapes are Python's. */
const python = (value: unknown): string => JSON.stringify(value);

/**
 * A Python module that streams augmented samples into a training loop. It needs the standard library, and torch where it
 * is there: then the class is an `IterableDataset` that shares the samples out to workers and ranks.
 */
export function pythonClient({ title, classes, command, dataset, recipe }: ClientFacts): string {
  return `"""Augmented samples of ${title.replace(/["\\]/g, ' ')} for training, drawn anew in each epoch.

    from torch.utils.data import DataLoader

    samples = AugmentedDataset(decode=my_decode)    # my_decode(sample) -> what you train on
    loader = DataLoader(samples, batch_size=32, num_workers=2)
    for epoch in range(10):
        samples.set_epoch(epoch)                    # the same epoch always gives the same samples
        for batch in loader:
            ...

A sample is a dict of bytes by field ("jpg", "cls", ...), with "__key__" and the parsed "json": what was drawn,
and the targets. For several GPUs pass rank and world_size, or let torch.distributed say them.
"""
import json
import multiprocessing
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

try:
    from torch import distributed
    from torch.utils.data import IterableDataset, get_worker_info
except ImportError:  # plain Python: one process, one iterator
    IterableDataset, get_worker_info, distributed = object, lambda: None, None

HERE = Path(__file__).resolve().parent
DATASET = HERE / ${python(dataset)}
RECIPE = HERE / ${python(recipe)}
CLASSES = ${python(classes)}
COMMAND = ${python(command)}  # DATASET_AUGMENT in the environment, or dataset-augment on the PATH, go before it


class AugmentedDataset(IterableDataset):
    """Streams variants from dataset-augment. Raises RuntimeError when an epoch came in incomplete."""

    def __init__(self, dataset=DATASET, recipe=RECIPE, decode=None, shuffle=True, rank=None, world_size=None, equal=False):
        self.dataset, self.recipe, self.decode, self.shuffle = dataset, recipe, decode, shuffle
        self.rank, self.world_size = rank, world_size
        self.equal = equal  # True: every worker of every rank gets the same number of samples; a few come twice
        self.epoch = multiprocessing.Value("q", 0)  # shared, so that workers that stay see it too

    def set_epoch(self, epoch):
        self.epoch.value = epoch

    def __iter__(self):
        environment = {**os.environ, "ELECTRON_RUN_AS_NODE": "1"}  # COMMAND may be VS Code's own Node
        process = subprocess.Popen(self._command(), stdout=subprocess.PIPE, env=environment)
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as tar:
                for sample in _samples(tar):
                    yield self.decode(sample) if self.decode else sample
            code = process.wait()
        except tarfile.ReadError:
            code = process.wait()  # its exit code and its last words on stderr say more
            if code == 0:
                raise
        finally:
            process.stdout.close()  # after an early break the stream ends by itself
            process.wait()
        if code != 0:
            raise RuntimeError(f"dataset-augment ended with {code}: this epoch is incomplete (its messages are above)")

    def _command(self):
        info = get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        rank, ranks = self._place()
        shard = f"{rank * workers + worker}/{ranks * workers}"
        arguments = ["--recipe", str(self.recipe), "--epoch", str(self.epoch.value), "--shard", shard]
        arguments += ["--workers", "1"] if workers * ranks > 1 else []
        arguments += ["--shuffle"] if self.shuffle else []
        arguments += ["--pad-to-equal"] if self.equal else []
        return [*_program(), "stream", str(self.dataset), *arguments]

    def _place(self):
        if self.rank is not None:
            return self.rank, self.world_size or 1
        if distributed is not None and distributed.is_available() and distributed.is_initialized():
            return distributed.get_rank(), distributed.get_world_size()
        return int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))


def _program():
    own = os.environ.get("DATASET_AUGMENT") or shutil.which("dataset-augment")
    return [own] if own else COMMAND


def _samples(tar):
    """The files of one sample stand together and share what comes before the first dot of their names."""
    sample = {}
    for member in tar:
        folder, _, name = member.name.rpartition("/")
        stem, _, field = name.partition(".")
        key = f"{folder}/{stem}" if folder else stem
        if sample and sample["__key__"] != key:
            yield sample
            sample = {}
        content = tar.extractfile(member).read()
        sample["__key__"] = key
        sample[field] = json.loads(content) if field == "json" else content
    if sample:
        yield sample
`;
}

/**
 * The line for users of the webdataset package: `shards` pipes, shared out to ranks and workers. `epoch` is a variable.
 * The program may be VS Code, which is Node where its environment says so; a shell runs the pipe.
 */
export function webDatasetLine(place: StreamPlace, shards: number): string {
  const fixed = commandWords(place).map(shellWord).join(' ').replace(/[{}]/g, '$&$&'); // braces of an f-string
  const url = python(`pipe:ELECTRON_RUN_AS_NODE=1 ${fixed} --epoch {epoch} --shard {i}/${shards}`);
  return `wds.WebDataset([f${url} for i in range(${shards})], nodesplitter=wds.split_by_node, shardshuffle=False)`;
}
