import type { TaskControl, TaskHandlers } from './serve';
import type { Tasks } from './tasks';

type RowTask = 'rows' | 'answer' | 'ready' | 'learn' | 'measure' | 'place' | 'label' | 'embed';

/** What a worker does with rows and documents; dictionaries and models are loaded by the tasks that need them. */
export const rowTasks: Pick<TaskHandlers<Tasks>, RowTask> = {
  async rows(ask, control) {
    const { makeRows } = await import('./table/make-rows');
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
};

/** Trains and asks a small classifier; its variants are made by the tasks of the same process. */
export async function judge(
  ask: Tasks['judge']['ask'],
  control: TaskControl,
  handlers: TaskHandlers<Tasks>,
): Promise<Tasks['judge']['result']> {
  const { judgeOnce } = await import('./learn/judge');
  return judgeOnce(ask, control, handlers);
}
