import type { Pool } from '../pool';
import type { TaskControl, TaskHandlers } from '../serve';
import type { Tasks } from '../tasks';
import type { JudgeAsk, JudgeResult } from './asks';
import { trainClassifier } from './classifier';
import { fitFeatures } from './features';
import { type Example, judgedData } from './judged-data';
import { judgedVariants } from './judged-variants';

/**
 * Trains logistic regression on the training samples, with the variants of a recipe or without any, and says which of the
 * validation samples it is right about. Test data has no part. Throws a `UseError` where a dataset can't be judged.
 */
export async function judgeOnce(
  ask: JudgeAsk,
  control: TaskControl,
  handlers: TaskHandlers<Tasks>,
): Promise<JudgeResult> {
  const data = await judgedData(ask, control);
  const variants = ask.recipe ? await judgedVariants(data, ask.recipe, poolHere(handlers, control)) : [];
  const rows = [...data.training, ...variants];
  const classes = [...new Set(data.training.map(({ label }) => label))].sort();
  const numbers = (of: readonly Example[]) => of.map(({ label }) => classes.indexOf(label));
  const contents = (of: readonly Example[]) => of.map(({ content }) => content);
  const features = fitFeatures(contents(rows));
  const classify = trainClassifier(features(contents(rows)), numbers(rows), classes.length, ask.seed);
  const said = classify(features(contents(data.validation)));
  const truth = numbers(data.validation);
  return { on: data.on, right: said.map((c, i) => (c === truth[i] ? 1 : 0)), variants: variants.length };
}

/** Tasks that this one needs are done in this process: as many trainings go on at a time as there are workers. */
const poolHere = (handlers: TaskHandlers<Tasks>, control: TaskControl): Pool => ({
  workers: 1,
  async run(kind, ask) {
    await control.pause();
    control.alive();
    return handlers[kind](ask, control);
  },
  dispose: () => {},
});
