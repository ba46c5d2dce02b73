import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfigurationTarget, Uri, window, workspace } from 'vscode';
import type { Host } from '../../src/host/host';
import { presetsFor } from '../../src/host/settings';
import { openAlbumentationsRecipe } from '../../src/host/tools/open-albumentations';
import { catalogue } from '../../src/transforms/index';
import { disposeHost, folderPath, testHost } from './tools';

const step = (name: string, rest: object = {}) => ({ __class_fullname__: name, p: 0.5, ...rest });
const pipeline = {
  __version__: '2.0.8',
  transform: step('Compose', { p: 1, transforms: [step('HorizontalFlip'), step('NoSuchThing')] }),
};

describe('an Albumentations recipe', function () {
  this.timeout(60_000);
  let host: Host;
  const file = join(folderPath(), 'pipeline.json');
  const { showInputBox, showInformationMessage } = window;
  beforeEach(() => {
    host = testHost();
    writeFileSync(file, JSON.stringify(pipeline));
  });
  afterEach(async () => {
    Object.assign(window, { showInputBox, showInformationMessage });
    await workspace.getConfiguration('datasetAugmentation').update('presets', undefined, ConfigurationTarget.Workspace);
    disposeHost(host);
    rmSync(file, { force: true });
  });

  it('becomes a preset of the workspace, and what has no equivalent is named', async () => {
    const told: string[] = [];
    const show = async (text: string) => void told.push(text);
    Object.assign(window, { showInputBox: async () => 'From the lab', showInformationMessage: show });
    await openAlbumentationsRecipe(host.log, Uri.file(file));
    const preset = presetsFor(folderPath(), 'image', catalogue).find(({ name }) => name === 'From the lab');
    assert.deepEqual(preset?.recipe.steps, [{ transform: 'image.flip', probability: 0.5, axis: 'horizontal' }]);
    assert.match(told.join(), /Saved the preset From the lab\..*NoSuchThing/);
  });
});
