import { rmSync } from 'node:fs';
import { endAll } from './ffmpeg/door';
import { ffmpegVersion } from './ffmpeg/needs';
import { removeScratch } from './ffmpeg/scratch';
import { codecVersions } from './image/codecs';
import { copyOne } from './make-copies';
import { makeThumbnailPicture } from './make-thumbnail';
import { filesOf } from './make-variants';
import { makerOf } from './makers';
import { serveTasks, type TaskHandlers } from './serve';
import { drawSheet } from './sheet';
import type { Tasks } from './tasks';

/** Files of the last task: when the parent is gone, nobody gives them their names any more. */
let unnamed: readonly string[] = [];

const handlers: TaskHandlers<Tasks> = {
  variants(ask, control) {
    unnamed = filesOf(ask);
    return makerOf(ask.modality).variants(ask, control);
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
  tile: (ask, control) => makerOf(ask.modality).tile(ask, control),
  thumbnail: makeThumbnailPicture,
  async rows(ask, control) {
    unnamed = ask.to ? [ask.to.rows, ask.to.lines] : [];
    const { makeRows } = await import('./table/make-rows'); // with a dictionary: loaded by those who need it
    return makeRows(ask, control);
  },
  async answer(ask, control) {
    const { answerQuestions } = await import('./models/answer');
    return answerQuestions(ask, control);
  },
  async ready(ask) {
    const { checkReady } = await import('./models/ready');
    return checkReady(ask);
  },
  async learn(ask, control) {
    const { learnFromCorpus } = await import('./models/corpus');
    return learnFromCorpus(ask, control);
  },
  async measure(ask, control) {
    const { measureFeatures } = await import('./embedding/measure');
    return measureFeatures(ask, control);
  },
  async place(ask, control) {
    const { placeRow } = await import('./embedding/place');
    return placeRow(ask, control);
  },
  async label(ask, control) {
    const { labelTexts } = await import('./learn/label-texts');
    return labelTexts(ask, control);
  },
  async embed(ask, control) {
    const { embedTexts } = await import('./learn/embed-texts');
    return embedTexts(ask, control);
  },
  async judge(ask, control) {
    const { judgeOnce } = await import('./learn/judge');
    return judgeOnce(ask, control, handlers);
  },
  sheet: drawSheet,
  versions: async (ask) => ({ ...(await codecVersions()), ...(await ffmpegVersion(ask)) }),
};

serveTasks<Tasks>(handlers, () => {
  endAll();
  removeScratch();
  for (const path of unnamed) rmSync(path, { force: true });
});
