import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfigurationTarget, commands, TabInputWebview, Uri, window, workspace } from 'vscode';
import { builtInPresets } from '../../src/core/presets';
import type { Host } from '../../src/host/host';
import { Panel } from '../../src/host/panel';
import { Panels } from '../../src/host/panels';
import { savePreset } from '../../src/host/settings-write';
import { copySample, disposeHost, fakeView, samplePath, testHost, until } from './tools';

const choice = { onlyVariants: true, allowEvaluationData: false };

describe('panel', function () {
  this.timeout(120_000);
  let host: Host;
  let root: string;
  const panels: Panel[] = [];
  const clear = () =>
    Promise.all(
      ['recipes', 'presets'].map((name) =>
        workspace.getConfiguration('datasetAugmentation').update(name, undefined, ConfigurationTarget.Workspace),
      ),
    );
  const open = async (paths = [root], of = root) => {
    const fake = fakeView();
    const panel = new Panel(host, fake.view, paths, of, async () => {});
    panels.push(panel);
    await panel.load();
    return { panel, ...fake };
  };

  beforeEach(async () => {
    host = testHost();
    root = copySample();
    await clear();
  });
  afterEach(async () => {
    for (const panel of panels.splice(0)) panel.dispose();
    disposeHost(host);
    rmSync(dirname(root), { recursive: true, force: true });
    await clear();
  });

  it('starts with the dataset, the first recipe and the built-in presets', async () => {
    const { call, view } = await open();
    const start = await call('start');
    assert.equal(start.state.dataset.state, 'ready');
    assert.match(start.state.dataset.state === 'ready' ? start.state.dataset.facts : '', /20 images in 5 classes/);
    assert.deepEqual(
      start.state.presets.map((p) => p.name),
      builtInPresets.filter((p) => p.recipe.modality === 'image').map((p) => p.name),
    );
    assert.ok(start.draft.recipe.steps.length > 3);
    assert.ok(start.transforms.length >= 10);
    assert.deepEqual(start.restore, { paths: [root] });
    assert.equal(view.title, 'clothing');
    assert.match(view.webview.html, /script-src 'nonce-[^']+'; /);
    assert.doesNotMatch(view.webview.html, /script-src[^;]*unsafe/);
  });

  it('makes tiles as bytes that a webview can take, and estimates', async () => {
    const { call } = await open();
    const { draft } = await call('start');
    const samples = await call('samples', { count: 6, shuffle: 0 });
    assert.equal(samples.length, 6);
    assert.ok(samples.every((s) => s.source.startsWith('train/')));
    const tile = await call('tile', { recipe: draft.recipe, source: samples[0]!.source, variant: 1, before: true });
    assert.ok(tile.kind === 'image');
    assert.equal(tile.after.bytes.constructor, Uint8Array, 'a Buffer would arrive as a plain object');
    assert.ok(tile.after.bytes.length > 1000 && tile.before!.bytes.length > 1000);
    const estimate = await call('estimate', { recipe: draft.recipe, choice });
    assert.deepEqual([estimate.sources, estimate.variants, estimate.originals], [20, 80, 0]);
    const found = await call('findSamples', { text: 'TRAIN/hat' });
    assert.equal(found.length, 4);
  });

  it('keeps an unsaved draft for the next time', async () => {
    const first = await open();
    const { draft } = await first.call('start');
    await first.call('keepDraft', { ...draft, recipe: { ...draft.recipe, seed: 99 }, choice });
    first.view.dispose();
    const { call } = await open();
    const again = await call('start');
    assert.equal(again.draft.recipe.seed, 99);
    assert.deepEqual(again.draft.choice, choice);
  });

  it('shows a preset that was edited by hand, and takes it over while nothing else was changed', async () => {
    const { recipe } = builtInPresets[0]!;
    await savePreset(samplePath(), 'Mine', recipe);
    const { call, states, drafts } = await open([samplePath()], samplePath());
    const start = await call('start');
    await call('keepDraft', { ...start.draft, recipe, preset: 'Mine' });
    await savePreset(samplePath(), 'Mine', { ...recipe, seed: 1234 });
    await until('the preset in the state', () =>
      states.at(-1)?.presets.some((p) => p.name === 'Mine' && p.recipe.seed === 1234),
    );
    await until('the preset as the draft', () => drafts.at(-1)?.recipe.seed === 1234);
    await call('keepDraft', { ...start.draft, recipe: { ...recipe, seed: 5 }, preset: 'Mine' });
    const told = drafts.length;
    await savePreset(samplePath(), 'Mine', { ...recipe, seed: 4321 });
    await until('the preset in the state', () =>
      states.at(-1)?.presets.some((p) => p.name === 'Mine' && p.recipe.seed === 4321),
    );
    assert.equal(drafts.length, told, 'a changed draft stays');
  });

  it('saves into the settings only when it is told to', async () => {
    const { call } = await open([samplePath()], samplePath());
    const { draft } = await call('start');
    const saved = () => workspace.getConfiguration('datasetAugmentation').get<Record<string, unknown>>('recipes');
    await call('keepDraft', { ...draft, recipe: { ...draft.recipe, seed: 8 } });
    assert.deepEqual(saved(), {});
    await call('save', { recipe: { ...draft.recipe, seed: 8 } });
    assert.deepEqual(Object.keys(saved() ?? {}), ['clothing']);
  });

  it('says when its folder is gone, and shows it again when it is back', async () => {
    const { call, states } = await open();
    const parked = `${root}-parked`;
    renameSync(root, parked);
    await assert.rejects(call('samples', { count: 6, shuffle: 0 }), /is gone/);
    assert.equal(states.at(-1)?.dataset.state, 'gone');
    renameSync(parked, root);
    await call('act', { action: 'rescan' });
    await until('the dataset', () => states.at(-1)?.dataset.state === 'ready');
  });

  it('holds evaluation data back, and opens the training part', async () => {
    const { call, states } = await open([join(root, 'validation')]);
    const { state } = await call('start');
    assert.equal(state.dataset.state === 'ready' && state.dataset.evaluation?.training, 'train');
    await call('act', { action: 'openTraining' });
    const shown = await until('the training part', () => {
      const dataset = states.at(-1)?.dataset;
      return dataset?.state === 'ready' && !dataset.evaluation && dataset;
    });
    assert.equal(shown.title, 'clothing › train');
  });

  it('says what is there instead of a dataset, or why it cannot be read', async () => {
    const empty = await open([join(root, '..', 'nothing-here')], 'nothing-here');
    assert.equal((await empty.call('start')).state.dataset.state, 'gone');
  });

  it('closes with nothing left listening, and its processes end', async () => {
    const { call, view, listens } = await open();
    const { draft } = await call('start');
    const [sample] = await call('samples', { count: 1, shuffle: 0 });
    await call('tile', { recipe: draft.recipe, source: sample!.source, variant: 1, before: false });
    const pool = host.tiles.get();
    view.dispose();
    assert.notEqual(host.tiles.get(), pool, 'the pool went with the last panel');
    assert.equal(listens(), false);
  });

  it('comes back after a reload, or closes when its state says nothing', async () => {
    const panels = new Panels(host);
    const back = fakeView();
    await panels.deserializeWebviewPanel(back.view, { version: 1, host: { paths: [root] } });
    await until('the dataset', () => back.states.at(-1)?.dataset.state === 'ready');
    for (const state of [undefined, {}, { host: { paths: [] } }, { host: { paths: [7] } }]) {
      const lost = fakeView();
      await panels.deserializeWebviewPanel(lost.view, state);
      assert.equal(lost.view.disposed, true);
    }
    panels.dispose();
    assert.equal(back.view.disposed, false, 'the tab stays for the next window');
  });
});

describe('Preview and Adjust…', () => {
  const tabs = () =>
    window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof TabInputWebview);

  it('opens one panel a dataset, whatever part of it is chosen', async function () {
    this.timeout(60_000);
    const preview = (...paths: string[]) => {
      const uris = paths.map((path) => Uri.file(path));
      return commands.executeCommand('datasetAugmentation.preview', uris[0], uris);
    };
    await preview(samplePath());
    await until('the panel', () => tabs().length === 1);
    await preview(join(samplePath(), 'train', 'hat'), join(samplePath(), 'train', 'shoes'));
    await until('its new title', () => tabs()[0]?.label === 'clothing › train › hat, train › shoes');
    assert.equal(tabs().length, 1);
    await window.tabGroups.close(tabs());
  });
});
