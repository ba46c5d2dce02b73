import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';
import { builtInPresets } from '../../src/core/presets';
import { presetsFor } from '../../src/host/settings';
import { deletePreset, savedRecipe, savePreset, saveRecipe } from '../../src/host/settings-write';
import { catalogue } from '../../src/transforms/index';
import { folderPath, memento, samplePath } from './tools';

const recipe = builtInPresets[0]!.recipe;

describe('settings of several folders', function () {
  this.timeout(120_000);

  it('are written in the folder that holds the dataset, and read there alone', async () => {
    assert.equal(workspace.workspaceFolders?.length, 2);
    await saveRecipe(samplePath(1), { recipe }, memento());
    await savePreset(samplePath(1), 'Mine', recipe);
    const file = join(folderPath(1), '.vscode', 'settings.json');
    const written = parse(readFileSync(file, 'utf8'));
    assert.deepEqual(written['datasetAugmentation.recipes'], { clothing: recipe });
    assert.deepEqual(written['datasetAugmentation.presets'], { Mine: recipe });
    assert.equal(existsSync(join(folderPath(0), '.vscode', 'settings.json')), false);
    assert.equal(savedRecipe(samplePath(0), memento(), catalogue), undefined);
    assert.deepEqual(savedRecipe(samplePath(1), memento(), catalogue)?.recipe, recipe);
    const has = (n: number) => presetsFor(samplePath(n), 'image', catalogue).some((p) => p.name === 'Mine');
    assert.deepEqual([has(0), has(1)], [false, true]);
    assert.equal(await deletePreset(samplePath(1), 'Mine'), true);
    assert.equal(has(1), false);
  });
});
