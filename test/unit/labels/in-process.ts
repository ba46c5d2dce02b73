import { codecVersions } from '../../../src/engine/image/versions';
import { copyOne } from '../../../src/engine/make-copies';
import { makerOf } from '../../../src/engine/makers';
import { sourceOutcome } from '../../../src/engine/outcomes';
import type { Pool } from '../../../src/engine/pool';
import type { TaskControl, TaskHandlers } from '../../../src/engine/serve';
import type { Tasks } from '../../../src/engine/tasks';

const control: TaskControl = { check() {}, pause: async () => {}, alive() {} };

const handlers: Partial<TaskHandlers<Tasks>> = {
  variants: async (ask) => (await makerOf(ask.modality)).variants(ask, control),
  sources: (asks) =>
    Promise.all(asks.map((ask) => sourceOutcome(async () => (await makerOf(ask.modality)).variants(ask, control)))),
  copy: ({ files }) => Promise.all(files.map(copyOne)),
  tile: async (ask) => (await makerOf(ask.modality)).tile(ask, control),
  rows: async (ask) => (await import('../../../src/engine/table/make-rows')).makeRows(ask, control),
  measure: async (ask) => (await import('../../../src/engine/embedding/measure')).measureFeatures(ask, control),
  place: async (ask) => (await import('../../../src/engine/embedding/place')).placeRow(ask, control),
  versions: async () => codecVersions(),
};

/** A pool without processes: the tasks run here, one after the other. */
export const inProcess: Pool = {
  workers: 1,
  run: (kind, ask) => {
    const handler = handlers[kind];
    if (!handler) throw new Error(`no ${kind} here`);
    return handler(structuredClone(ask), control);
  },
  dispose() {},
};
