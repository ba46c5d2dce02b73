import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfigurationTarget, commands, languages, Uri, window, workspace } from 'vscode';
import { builtInPresets } from '../../src/core/presets';
import { presetsFor, settingProblems } from '../../src/host/settings';
import { editSettings } from '../../src/host/settings-edit';
import { deletePreset, savedRecipe, savePreset, saveRecipe } from '../../src/host/settings-write';
import { catalogue } from '../../src/transforms/index';
import { copySample, folderPath, memento, samplePath, until } from './tools';

const recipe = builtInPresets[0]!.recipe;
const names = (root: string) => presetsFor(root, 'image', catalogue).map((p) => p.name);

describe('settings of one folder', function () {
  this.timeout(120_000);
  const file = () => join(folderPath(), '.vscode', 'settings.json');
  const written = () => parse(readFileSync(file(), 'utf8'));
  const clear = async () => {
    const configuration = workspace.getConfiguration('datasetAugmentation');
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const target of [ConfigurationTarget.Workspace, ConfigurationTarget.Global]) {
      for (const name of ['recipes', 'presets']) await configuration.update(name, undefined, target);
    }
  };
  beforeEach(clear);
  afterEach(clear);

  it('hold the recipe under the path from the folder, with its preset', async () => {
    await saveRecipe(samplePath(), { recipe, preset: 'Gentle' }, memento());
    assert.deepEqual(written()['datasetAugmentation.recipes'], { clothing: { preset: 'Gentle', ...recipe } });
    assert.deepEqual(savedRecipe(samplePath(), memento(), catalogue), { recipe, preset: 'Gentle' });
    await saveRecipe(folderPath(), { recipe: { ...recipe, seed: 1 } }, memento());
    assert.deepEqual(Object.keys(written()['datasetAugmentation.recipes']), ['clothing', '.']);
  });

  it('keep comments and other keys', async () => {
    mkdirSync(join(folderPath(), '.vscode'), { recursive: true });
    writeFileSync(file(), '{\n  // mine\n  "editor.tabSize": 3\n}\n');
    await until('the settings file is read', () => workspace.getConfiguration('editor').get('tabSize') === 3);
    await saveRecipe(samplePath(), { recipe }, memento());
    assert.match(readFileSync(file(), 'utf8'), /\/\/ mine/);
    assert.equal(written()['editor.tabSize'], 3);
  });

  it('list presets of every level, and delete one where it lives', async () => {
    const configuration = workspace.getConfiguration('datasetAugmentation');
    await configuration.update('presets', { Everywhere: recipe, Mine: recipe }, ConfigurationTarget.Global);
    await savePreset(samplePath(), 'Mine', { ...recipe, seed: 2 });
    assert.deepEqual(names(samplePath()).slice(0, 2).sort(), ['Everywhere', 'Mine']);
    const mine = () => presetsFor(samplePath(), 'image', catalogue).find((p) => p.name === 'Mine');
    assert.equal(mine()?.recipe.seed, 2);
    assert.equal(await deletePreset(samplePath(), 'Mine'), true);
    assert.equal(mine()?.recipe.seed, recipe.seed, 'that of the user shows again');
    assert.equal(await deletePreset(samplePath(), 'Mine'), true);
    assert.equal(await deletePreset(samplePath(), 'Mine'), false);
    assert.equal(mine(), undefined);
    assert.ok(names(samplePath()).includes('Everywhere'));
  });

  it('that were edited by hand and are wrong are named with their path, and not offered', async () => {
    const wrong = { ...recipe, steps: [{ transform: 'image.rotate', degrees: [-900, 8] }] };
    await workspace.getConfiguration('datasetAugmentation').update('presets', { Wrong: wrong, Right: recipe });
    assert.ok(!names(samplePath()).includes('Wrong'));
    assert.ok(names(samplePath()).includes('Right'));
    assert.deepEqual(settingProblems(samplePath(), catalogue), [
      { setting: 'presets', name: 'Wrong', message: 'steps[0].degrees[0]: must be a number from -180 to 180' },
    ]);
  });

  it('do not take a dataset from outside the workspace: VS Code keeps its recipe', async () => {
    const outside = copySample();
    const elsewhere = memento();
    await saveRecipe(outside, { recipe, preset: 'Gentle' }, elsewhere);
    assert.deepEqual(savedRecipe(outside, elsewhere, catalogue), { recipe, preset: 'Gentle' });
    assert.equal(workspace.getConfiguration('datasetAugmentation').inspect('recipes')?.workspaceValue, undefined);
    rmSync(outside, { recursive: true });
  });

  it('open at the recipe, or at the preset', async () => {
    await saveRecipe(samplePath(), { recipe }, memento());
    await savePreset(samplePath(), 'Mine', recipe);
    for (const [preset, key] of [
      [undefined, '"clothing": '],
      ['Mine', '"Mine": '],
    ] as const) {
      await editSettings(samplePath(), preset);
      const { document, selection } = window.activeTextEditor!;
      assert.equal(document.uri.fsPath.endsWith('settings.json'), true);
      const before = document.getText().slice(0, document.offsetAt(selection.active));
      assert.ok(before.endsWith(key), before.slice(-40));
    }
  });

  it('are checked against the schema while they are edited', async () => {
    const wrong = { ...recipe, steps: [{ transform: 'image.rotate', degrees: [-900, 8] }] };
    mkdirSync(join(folderPath(), '.vscode'), { recursive: true });
    writeFileSync(file(), JSON.stringify({ 'datasetAugmentation.presets': { Wrong: wrong } }, null, 2));
    await window.showTextDocument(await workspace.openTextDocument(Uri.file(file())));
    const found = await until(
      'a diagnostic',
      () => languages.getDiagnostics(Uri.file(file())).find((d) => /-?180/.test(d.message)),
      50_000,
    );
    assert.match(found.message, /minimum of -180/);
  });
});
