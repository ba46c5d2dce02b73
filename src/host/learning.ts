import { UseError } from '../core/errors';
import { gridOf, readAxes } from '../core/grid';
import { isSure, outlookOf } from '../core/labelling';
import type { Recipe } from '../core/recipe';
import type { DataOptions } from '../core/table';
import type { LabelResult } from '../engine/learn/label';
import { tuneRecipes } from '../engine/learn/tune';
import type { Pool } from '../engine/pool';
import type { Dataset } from '../engine/scan';
import { modelStorage } from '../engine/storage';
import type { LabelsAsk, LabelsChoice, LabelsPage, LabelsStatus, Learning as State, TuningStatus } from '../protocol';
import { catalogue } from '../transforms/index';
import { isAbort, messageOf } from './log';
import { agreeToModel, agreeToModels } from './models';

/** What is asked of a panel's dataset. */
export interface Asked {
  readonly dataset: Dataset;
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  /** How its tables are read. */
  readonly data: DataOptions | undefined;
}

interface Options {
  asked(): Asked;
  pool(): Pool;
  /** Called with every change of the state. */
  onChange(): void;
}

type Working = { readonly abort: AbortController; readonly what: 'tuning' | 'labels' };

/** What a panel's dataset is asked beside its samples: whether a recipe helps, and which labels documents should have. */
export class Learning {
  private sheet: State['sheet'];
  private tuning: TuningStatus = { state: 'idle' };
  private labels: LabelsStatus = { state: 'idle' };
  private choice: LabelsChoice = { k: 7, metric: 'cosine', model: '', unlabelled: '' };
  private working: Working | undefined;
  private result: LabelResult | undefined;
  private results = 0;

  constructor(private readonly options: Options) {}

  state(): State {
    return { sheet: this.sheet, tuning: this.tuning, labels: this.labels, labelsChoice: this.choice };
  }

  show(sheet: State['sheet']): void {
    this.sheet = sheet;
    this.options.onChange();
  }

  /** Resolves when it was judged, cancelled or given up; how it went is in the state. */
  async tune(recipe: Recipe, grid: string, seeds: number): Promise<void> {
    const { dataset, paths } = this.options.asked();
    const recipes = [{ name: 'with this recipe', recipe }, ...readGrid(recipe, grid)];
    for (const one of recipes) if (!(await agreeToModels(dataset, one.recipe))) return;
    await this.work('tuning', async (pool, signal, onJudged) => {
      const ask = { paths, root: dataset.root, data: recipe.data, recipes, seeds };
      const report = await tuneRecipes({ pool, signal, onJudged, ...ask });
      this.tuning = { state: 'judged', report };
    });
  }

  /** As `tune`. What is not chosen anew stays as it was. */
  async findLabels(choice: Partial<LabelsChoice>): Promise<void> {
    const { dataset, paths, data } = this.options.asked();
    this.choice = { ...this.choice, ...choice };
    const { k, metric, model, unlabelled } = this.choice;
    if (model !== '' && !(await agreeToModel(model, dataset.root))) return;
    await this.work('labels', async (pool, signal, tell) => {
      const ask = {
        ...{ paths, data, k, metric, storage: modelStorage() },
        ...(model !== '' && { model }),
        ...(unlabelled !== '' && { unlabelled: [unlabelled] }),
      };
      const onProgress = ({ done, total }: { done: number; total: number }) => tell(done, total);
      this.result = await pool.run('label', ask, { signal, onProgress });
      this.labels = { state: 'labelled', number: ++this.results };
    });
  }

  page({ precision, show, count }: LabelsAsk): LabelsPage {
    const { documents, classes } = this.needLabels();
    const sure = documents.filter((one) => isSure(one, precision));
    const chosen = show === 'labelled' ? sure : documents.filter((one) => show === 'all' || !isSure(one, precision));
    return {
      classes: classes.map((curve) => outlookOf(curve, precision)),
      labelled: sure.length,
      documents: documents.length,
      learntFrom: classes.reduce((sum, { labelled }) => sum + labelled, 0),
      rows: chosen.slice(0, count),
      of: chosen.length,
    };
  }

  needLabels(): LabelResult {
    if (!this.result) throw new UseError('No labels were found yet.');
    return this.result;
  }

  cancel(): void {
    this.working?.abort.abort();
  }

  /** Another dataset is shown: what was said of the one before is gone. */
  forget(): void {
    this.cancel();
    this.sheet = undefined;
    this.tuning = { state: 'idle' };
    this.labels = { state: 'idle' };
    this.result = undefined;
  }

  private async work(
    what: Working['what'],
    work: (pool: Pool, signal: AbortSignal, tell: (done: number, total: number) => void) => Promise<void>,
  ): Promise<void> {
    this.cancel(); // a newer question stands for the one under way
    const working = { what, abort: new AbortController() };
    this.working = working;
    const before = what === 'tuning' ? this.tuning : this.labels;
    const pool = this.options.pool();
    const end = () => pool.dispose();
    working.abort.signal.addEventListener('abort', end, { once: true }); // what computes does not look up
    this.set(what, { state: 'working', done: 0, total: 0 });
    try {
      await work(pool, working.abort.signal, (done, total) => this.set(what, { state: 'working', done, total }));
    } catch (error) {
      if (this.working === working) {
        const gaveUp = isAbort(error) || working.abort.signal.aborted;
        this.set(what, gaveUp ? idleOr(before) : { state: 'failed', message: messageOf(error) });
      }
    } finally {
      end();
      if (this.working === working) this.working = undefined;
      this.options.onChange();
    }
  }

  private set(what: Working['what'], status: TuningStatus & LabelsStatus): void {
    this[what] = status;
    this.options.onChange();
  }
}

/** What stood there before, where it was an answer. */
const idleOr = (status: TuningStatus | LabelsStatus): TuningStatus & LabelsStatus =>
  (status.state === 'judged' || status.state === 'labelled' ? status : { state: 'idle' }) as TuningStatus &
    LabelsStatus;

function readGrid(recipe: Recipe, text: string) {
  try {
    return gridOf(recipe, readAxes(text, recipe, catalogue), catalogue);
  } catch (error) {
    throw new UseError(`${messageOf(error)}.`);
  }
}
