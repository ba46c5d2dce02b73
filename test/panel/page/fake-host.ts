import { drawVariant, isApplied } from '../../../src/core/draw';
import { transformInfo } from '../../../src/core/transform';
import type { Draft, HostCalls, PanelState, TileAsk } from '../../../src/protocol';
import type { Picture, Tile } from '../../../src/protocol-tiles';
import { answerCalls, type Message } from '../../../src/rpc';
import { catalogue } from '../../../src/transforms/index';
import { clipTile } from './clips';
import { isEmbeddings, vectorDraft, vectorSamples, vectorTile } from './embeddings';
import { labelsOf } from './labels';
import { chosenAnew, labelsPage, learningFor } from './learning';
import { textDraft, textSamples, textTile } from './texts';
import { draft, estimateFor, names, recipe, samples, stateFor } from './world';

/** The browser, as far as the fake host needs it: the tests are typed without a DOM. */
interface Page {
  readonly location: { readonly href: string };
  readonly performance: { getEntriesByType(type: 'navigation'): readonly { readonly type: string }[] };
  readonly sessionStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    clear(): void;
  };
  acquireVsCodeApi(): unknown;
  dispatchEvent(event: MessageEvent): void;
  fakeHost: FakeHost;
}
interface TileCall {
  readonly ask: TileAsk;
  state: 'open' | 'answered' | 'aborted';
}
/** What the tests see of the host, and do with it. */
export interface FakeHost {
  readonly calls: { readonly method: string; readonly ask: unknown }[];
  readonly tiles: TileCall[];
  readonly thumbnails: { readonly transform: string; readonly source: string; aborted: boolean }[];
  /** Tiles wait until `release`. */
  hold(): void;
  release(): void;
  push(change: Partial<PanelState>): void;
  stateFor(word: string): PanelState;
  pushDraft(next: Draft): void;
}

const page = globalThis as unknown as Page;
// a reload is the panel's return; any other load is a panel that was never open
if (page.performance.getEntriesByType('navigation')[0]?.type !== 'reload') page.sessionStorage.clear();
const word = new URL(page.location.href).searchParams.get('state') ?? 'ready';
let state = stateFor(word);
let open = Promise.resolve();
let release = () => {};
const calls: FakeHost['calls'] = [];
const tiles: TileCall[] = [];
const thumbnails: FakeHost['thumbnails'] = [];

const send = (message: Message) =>
  setTimeout(() => page.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })), 0);

async function picture(name: string): Promise<Picture> {
  const response = await fetch(`/pictures/${name}.jpg`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const width = { shoes: 533, boots: 273 }[name.split('-')[0]!] ?? 300;
  return { bytes, mime: 'image/jpeg', size: { width, height: 400 } };
}

async function tile(ask: TileAsk, signal: AbortSignal): Promise<Tile> {
  const call: TileCall = { ask, state: 'open' };
  tiles.push(call);
  signal.addEventListener('abort', () => {
    call.state = 'aborted';
  });
  await open;
  if (word === 'texts') {
    call.state = 'answered';
    return textTile(ask);
  }
  if (isEmbeddings(word)) {
    call.state = 'answered';
    return vectorTile(word, ask);
  }
  const index = samples.findIndex((s) => s.source === ask.source);
  const name = names[index % 6]!;
  if (word === 'broken' && name === 'dress') {
    throw new Error('The file stops at 10 KB, in the middle of the picture.');
  }
  const partner = () => samples[(index + 1) % samples.length]!.source;
  const facts = { path: ask.source, classes: samples[index]!.classes, partner };
  const outcomes = drawVariant(ask.recipe, catalogue, facts, { epoch: 0, variant: ask.variant });
  const steps = outcomes.map((outcome) => {
    const transform = catalogue.get(outcome.transform)!;
    return { ...outcome, words: isApplied(outcome) ? transform.describe(outcome.drawn) : transform.noun };
  });
  const clip = await clipTile(word, ask.before);
  if (clip) {
    if (call.state === 'open') call.state = 'answered';
    return { ...{ source: ask.source, variant: ask.variant, steps, output: ask.source }, ...clip };
  }
  const before = ask.before ? await picture(`${name}-before`) : undefined;
  const after = await picture(`${name}-after`);
  if (call.state === 'open') call.state = 'answered';
  const notes = name === 'pants' ? ['CMYK converted to RGB'] : [];
  const objects = word === 'labelled' ? await labelsOf(name, ask.before) : undefined;
  const known = { source: ask.source, variant: ask.variant, steps, output: ask.source };
  return { kind: 'image', ...known, before, after, notes, objects };
}

const push = (change: Partial<PanelState>) => {
  state = { ...state, ...change };
  send({ type: 'event', event: 'state', value: state });
};

const handlers: Parameters<typeof answerCalls<HostCalls>>[1] = {
  start: () => ({
    transforms: [...catalogue.values()].map(transformInfo),
    state,
    draft:
      JSON.parse(page.sessionStorage.getItem('draft') ?? 'null') ??
      (word === 'texts' ? textDraft : isEmbeddings(word) ? vectorDraft : draft),
    restore: { folder: 'clothing' },
  }),
  samples: ({ count, shuffle }) => {
    if (word === 'nothing') return [];
    if (word === 'texts') return textSamples;
    if (isEmbeddings(word)) return vectorSamples;
    return Array.from({ length: Math.min(count, 12) }, (_, i) => samples[(i + shuffle * 6) % 12]!);
  },
  findSamples: ({ text }) => samples.filter((s) => s.source.includes(text)),
  tile,
  thumbnail: (ask, signal) => {
    const asked = { ...ask, aborted: false };
    thumbnails.push(asked);
    signal.addEventListener('abort', () => {
      asked.aborted = true;
    });
    return open.then(() => picture('hat-after'));
  },
  estimate: (ask) => estimateFor(word, ask),
  keepDraft: (kept) => page.sessionStorage.setItem('draft', JSON.stringify(kept)),
  save: (ask) => push({ saved: ask }),
  saveAsPreset: ({ recipe }) => {
    push({ presets: [...state.presets, { name: 'Mine', recipe, origin: 'settings' }] });
    return 'Mine';
  },
  deletePreset: ({ name }) => {
    push({ presets: state.presets.filter((p) => p.name !== name) });
    return true;
  },
  editSettings: () => {},
  generate: () => push({ run: stateFor('running').run }),
  chooseOut: () => '/elsewhere/more-clothes',
  revealSample: () => {
    throw new Error('The file is gone: scan the folder again.');
  },
  tune: () => push({ learning: learningFor('tuned', recipe) }),
  findLabels: (choice) => push({ learning: chosenAnew(state.learning!, choice) }),
  labels: (ask) => labelsPage(ask),
  writeLabels: () => {},
  act: ({ action }) => {
    if (action === 'closeSheet') push({ learning: { ...state.learning!, sheet: undefined } });
    if (action === 'showTuning') push({ learning: { ...state.learning!, sheet: 'tuning' } });
  },
};
const { receive } = answerCalls<HostCalls>({ post: send }, handlers);

page.acquireVsCodeApi = () => ({
  postMessage(message: Message) {
    if (message.type === 'call') calls.push({ method: message.method, ask: structuredClone(message.ask) });
    receive(structuredClone(message));
  },
  getState: () => JSON.parse(page.sessionStorage.getItem('state') ?? 'null') as unknown,
  setState: (kept: unknown) => page.sessionStorage.setItem('state', JSON.stringify(kept)),
});
page.fakeHost = {
  calls,
  tiles,
  thumbnails,
  hold() {
    open = new Promise((resolve) => {
      release = resolve;
    });
  },
  release: () => release(),
  push,
  stateFor,
  pushDraft: (next) => send({ type: 'event', event: 'draft', value: next }),
};
