import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { env, type QuickPickItem, window } from 'vscode';
import { builtInPresets } from '../../src/core/presets';
import { openDataset } from '../../src/engine/scan';
import type { Host } from '../../src/host/host';
import { copyAsPython } from '../../src/host/tools/copy-as-python';
import { useWhileTraining } from '../../src/host/tools/use-while-training';
import { copySample, disposeHost, testHost } from './tools';

/** Runs Python in a folder, and gives what it printed. */
function python(script: string, cwd: string): string {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script], { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

describe('while training', function () {
  this.timeout(120_000);
  let host: Host;
  let root: string;
  let folder: string;
  const { showQuickPick } = window;
  /** Answers the question with the choice that has these words. */
  const choose = (words: string) =>
    Object.assign(window, {
      showQuickPick: async (items: readonly (string | QuickPickItem)[]) =>
        items.find((item) => (typeof item === 'string' ? item : item.label) === words),
    });
  beforeEach(() => {
    host = testHost();
    root = copySample();
    folder = dirname(root);
  });
  afterEach(() => {
    Object.assign(window, { showQuickPick });
    disposeHost(host);
    rmSync(folder, { recursive: true, force: true });
  });

  it('the Python client stands beside the dataset, is shown, and streams', async () => {
    choose('Python Client');
    await useWhileTraining(host, await openDataset([root]));
    assert.deepEqual(readdirSync(folder).sort(), ['augmented_clothing.py', 'clothing', 'clothing.augment.json']);
    assert.equal(window.activeTextEditor?.document.fileName, join(folder, 'augmented_clothing.py'));
    const script = `
from augmented_clothing import AugmentedDataset, CLASSES
for sample in AugmentedDataset():
    break
print(*sorted(sample), CLASSES[int(sample["cls"])] == sample["__key__"].split("/")[1], sample["jpg"][:2].hex())`;
    assert.equal(python(script, folder), '__key__ cls jpg json True ffd8');
  });

  it('the WebDataset line is on the clipboard, and its pipes stream', async () => {
    choose('WebDataset Line');
    await useWhileTraining(host, await openDataset([root]));
    assert.deepEqual(readdirSync(folder).sort(), ['clothing', 'clothing.augment.json']);
    const script = `
import subprocess, tarfile
class wds:                                      # what webdataset does with "pipe:"
    split_by_node = None
    WebDataset = staticmethod(lambda urls, nodesplitter, shardshuffle: urls)
epoch = 1
urls = ${await env.clipboard.readText()}
first = set()
for url in urls[::3]:
    process = subprocess.Popen(url[5:], shell=True, stdout=subprocess.PIPE)
    first.add(next(iter(tarfile.open(fileobj=process.stdout, mode="r|"))).name)
    process.stdout.close()
    process.wait()
print(len(urls), len(first))`;
    assert.equal(python(script, folder), '4 2');
  });

  it('a recipe is copied as Python for each library that knows its kind, and refused for the others', async () => {
    const of = (modality: string) => builtInPresets.find(({ recipe }) => recipe.modality === modality)!.recipe;
    for (const [modality, name, word] of [
      ['image', 'Albumentations', 'import albumentations as A'],
      ['image', 'torchvision v2', 'from torchvision'],
      ['audio', 'audiomentations', 'audiomentations'],
    ] as const) {
      choose(name);
      await copyAsPython(of(modality));
      const text = await env.clipboard.readText();
      assert.ok(text.includes(word), text);
      python(`compile(${JSON.stringify(text)}, "copied", "exec")`, folder);
    }
    await assert.rejects(copyAsPython(of('text')), /A recipe for text can't be copied as Python/);
  });
});
