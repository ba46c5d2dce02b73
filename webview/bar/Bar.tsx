import type { ComponentChildren } from 'preact';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { shortcut } from '../shortcut';
import { counted } from '../state/words';
import { EstimateSentence, estimateWords } from './EstimateSentence';
import { FinishedRun, InterruptedRun, RunningRun } from './RunBar';

/** What a run will write, is writing or wrote; and what can be done about it. */
export function Bar() {
  const { model } = usePanel();
  const { run, dataset } = model.host;
  if (run.state === 'running' || run.state === 'cancelling') return <RunningRun run={run} />;
  if (!model.runSeen && run.state === 'finished') return <FinishedRun run={run} />;
  if (!model.runSeen && run.state === 'interrupted') return <InterruptedRun run={run} />;
  return <Ready loading={dataset.state === 'loading' ? dataset.counted : undefined} />;
}

export interface FrameProps {
  readonly children: ComponentChildren;
  readonly actions: ComponentChildren;
  /** For screen readers, when it changes. */
  readonly status: string;
  /** The buttons come before the sentence. */
  readonly actionsFirst?: true;
}

/** The bar's frame: its sentence, and its buttons. */
export function BarFrame({ children, actions, status, actionsFirst }: FrameProps) {
  const buttons = <div class="bar__actions">{actions}</div>;
  return (
    <section class="panel__bar bar" aria-label="Run" data-region="bar">
      {actionsFirst && buttons}
      {children}
      {!actionsFirst && buttons}
      <p class="sr-only" role="status">
        {status}
      </p>
    </section>
  );
}

function Ready({ loading }: { readonly loading?: number }) {
  const { model, problems, estimate, ready, broken, save, generate } = usePanel();
  const [problem] = problems;
  const wrong = problem && (problem.step ? `${problem.step}: ${problem.sentence}` : problem.sentence);
  const left = broken > 0 && `${counted(broken, 'sample', 'samples')} shown can’t be read and will be left out`;
  const actions = (
    <>
      <Button
        secondary
        title={`Save to the workspace settings (${shortcut('S')})`}
        disabled={problems.length > 0}
        onClick={save}
      >
        Save
      </Button>
      <Button title={`Generate (${shortcut('Enter')})`} disabled={!ready} onClick={generate}>
        Generate
      </Button>
    </>
  );
  if (wrong || model.failure !== undefined) {
    const text = wrong ?? model.failure!;
    return (
      <BarFrame actions={actions} status={text}>
        <div class="bar__text" id="bar-text">
          <Icon name="error" />
          <span>
            <strong>{text}</strong>
          </span>
          {problems.length > 1 && <span>and {problems.length - 1} more</span>}
          {left && <span>{left}</span>}
        </div>
      </BarFrame>
    );
  }
  if (loading !== undefined || !estimate) {
    const text = loading ? `Counting: ${counted(loading, 'file', 'files')} so far` : 'Counting…';
    return (
      <BarFrame actions={actions} status={loading === undefined ? text : 'Counting'}>
        <div class="bar__text" id="bar-text">
          <span>{text}</span>
        </div>
      </BarFrame>
    );
  }
  return (
    <BarFrame actions={actions} status={estimateWords(estimate)}>
      <div class="bar__text" id="bar-text">
        <EstimateSentence estimate={estimate} />
        {left && <span>{left}</span>}
      </div>
    </BarFrame>
  );
}
