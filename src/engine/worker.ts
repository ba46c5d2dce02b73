import { rmSync } from 'node:fs';
import { copyOne } from './make-copies';
import { makerOf } from './makers';
import { filesOf, sourceOutcome } from './outcomes';
import { serveTasks, type TaskHandlers } from './serve';
import type { Tasks } from './tasks';
import type { SourceOutcome } from './variant-asks';
import { clips, pictures, rows } from './worker-parts';

/** Files of the last task: when the parent is gone, nobody gives them their names any more. */
let unnamed: readonly string[] = [];

const handlers: TaskHandlers<Tasks> = {
  async variants(ask, control) {
    unnamed = filesOf(ask);
    return (await makerOf(ask.modality)).variants(ask, control);
  },
  async sources(asks, control) {
    unnamed = asks.flatMap(filesOf);
    const maker = await makerOf(asks[0]!.modality);
    if (maker.together) return maker.together(asks, control);
    const outcomes: SourceOutcome[] = [];
    for (const ask of asks) {
      outcomes.push(await sourceOutcome(() => maker.variants(ask, control)));
    }
    return outcomes;
  },
  async copy({ files }, control) {
    unnamed = files.map(({ to }) => to);
    const outcomes = [];
    for (const file of files) {
      control.check();
      outcomes.push(await copyOne(file));
      control.alive();
    }
    return outcomes;
  },
  tile: async (ask, control) => (await makerOf(ask.modality)).tile(ask, control),
  thumbnail: async (ask, control) => (await pictures()).makeThumbnailPicture(ask, control),
  async rows(ask, control) {
    unnamed = ask.to ? [ask.to.rows, ask.to.lines] : [];
    return (await rows()).rowTasks.rows(ask, control);
  },
  answer: async (ask, control) => (await rows()).rowTasks.answer(ask, control),
  ready: async (ask, control) => (await rows()).rowTasks.ready(ask, control),
  learn: async (ask, control) => (await rows()).rowTasks.learn(ask, control),
  measure: async (ask, control) => (await rows()).rowTasks.measure(ask, control),
  place: async (ask, control) => (await rows()).rowTasks.place(ask, control),
  label: async (ask, control) => (await rows()).rowTasks.label(ask, control),
  embed: async (ask, control) => (await rows()).rowTasks.embed(ask, control),
  judge: async (ask, control) => (await rows()).judge(ask, control, handlers),
  sheet: async (ask, control) => (await clips()).drawSheet(ask, control),
  async versions(ask) {
    const codecs = await (await pictures()).codecVersions(ask);
    const { modality } = ask.recipe;
    const heard = modality === 'audio' || modality === 'video';
    return { ...codecs, ...(heard && (await (await clips()).ffmpegVersion(ask))) };
  },
};

serveTasks<Tasks>(handlers, () => {
  for (const path of unnamed) rmSync(path, { force: true });
});
