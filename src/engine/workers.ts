import type { ModelAnswer } from '../core/questions';
import type { AnswerAsk, ReadyAsk } from './models/asks';
import { answerByLanguageModel, isForLanguageModel, type LanguageModel } from './models/language-model';
import { createPool, type Pool, type PoolOptions, type TaskOptions } from './pool';
import type { Tasks } from './tasks';

export interface WorkersOptions extends PoolOptions {
  /** The editor's; without it, steps that need one say so. */
  readonly languageModel?: LanguageModel;
}

/** Tasks of models: one process holds them, however many workers draw and write. */
const ofModels: ReadonlySet<keyof Tasks> = new Set<keyof Tasks>(['answer', 'ready', 'learn', 'measure', 'place']);

/** Tasks that compute for long without looking up: each has a process of its own, which cancelling ends. */
const apart: ReadonlySet<keyof Tasks> = new Set<keyof Tasks>(['label', 'embed']);

/** Milliseconds. Loading a model, or a slow answer, takes longer than decoding a file; a loaded model stays for a while. */
const patience = 600_000;

/** Files and rows need no network; where a company's certificates are named, each Node reads them: 45 ms of CPU. */
const offline = { NODE_EXTRA_CA_CERTS: undefined };

/** The pool of the product: workers for files and rows, and a process of its own for models, started when one is asked. */
export function createWorkers({ languageModel, ...options }: WorkersOptions): Pool {
  const pool = createPool({ ...options, env: { ...options.env, ...offline } });
  let models: Pool | undefined;
  const alone = new Set<Pool>();
  const ofOne = (): Pool => {
    models ??= createPool({ ...options, workers: 1, timeLimit: patience, idleLimit: patience });
    return models;
  };
  const runApart: Pool['run'] = async (kind, ask, task = {}) => {
    task.signal?.throwIfAborted();
    const own = createPool({ ...options, workers: 1, timeLimit: patience });
    const end = () => own.dispose();
    alone.add(own);
    task.signal?.addEventListener('abort', end, { once: true });
    try {
      return await own.run(kind, ask, { onProgress: task.onProgress });
    } finally {
      task.signal?.removeEventListener('abort', end);
      alone.delete(own);
      end();
    }
  };
  /** Questions for the language model are asked from here, all others in the process of the models. */
  const answer = async (ask: AnswerAsk, task?: TaskOptions): Promise<readonly ModelAnswer[]> => {
    const [forModel, rest] = [true, false].map((own) => ask.questions.filter((q) => isForLanguageModel(q) === own));
    const said = await answerByLanguageModel(forModel!, languageModel, task?.signal);
    const others = rest!.length > 0 ? await ofOne().run('answer', { ...ask, questions: rest! }, task) : [];
    const [one, other] = [said.values(), others.values()];
    return ask.questions.map((q) => (isForLanguageModel(q) ? one : other).next().value!);
  };
  return {
    workers: pool.workers,
    run(kind, ask, task) {
      if (kind === 'answer') return answer(ask as AnswerAsk, task) as never;
      if (kind === 'ready') {
        return ofOne().run(
          'ready',
          { ...(ask as ReadyAsk), languageModel: languageModel !== undefined },
          task,
        ) as never;
      }
      if (apart.has(kind)) return runApart(kind, ask, task);
      return (ofModels.has(kind) ? ofOne() : pool).run(kind, ask, task);
    },
    dispose() {
      pool.dispose();
      models?.dispose();
      for (const own of alone) own.dispose();
    },
  };
}
