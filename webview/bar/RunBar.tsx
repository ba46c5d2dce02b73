import type { PanelAction, RunStatus } from '../../src/protocol';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { counted, folderName, secondsWords } from '../state/words';
import { BarFrame, type FrameProps } from './Bar';

type Status<S extends RunStatus['state']> = Extract<RunStatus, { readonly state: S }>;

function useAct() {
  const { host, tell } = usePanel();
  return (action: PanelAction) => () => tell(host.call('act', { action }));
}

/** The editor's own messages about a run lie over the end of the bar. */
const RunFrame = (props: FrameProps) => <BarFrame {...props} actionsFirst />;

/** A run under way. Its numbers are not announced: its start and its end are. */
export function RunningRun({ run }: { readonly run: Status<'running' | 'cancelling'> }) {
  const act = useAct();
  if (run.state === 'cancelling') {
    return (
      <RunFrame
        actions={
          <Button secondary disabled onClick={act('cancelRun')}>
            Cancel
          </Button>
        }
        status="Cancelling"
      >
        <div class="bar__text">
          <Icon name="loading" class="spin" />
          <span>Cancelling: what is under way is finished first</span>
        </div>
      </RunFrame>
    );
  }
  const { done, total, rate, secondsLeft } = run.progress;
  return (
    <RunFrame
      actions={
        <Button
          secondary
          title="Stops within a second; what was written is whole and recorded"
          onClick={act('cancelRun')}
        >
          Cancel
        </Button>
      }
      status={`Generating into ${folderName(run.out)}`}
    >
      <progress
        class="progress"
        max={Math.max(1, total)}
        value={done}
        aria-label={`${done} of ${total} files written`}
      />
      <div class="bar__text">
        <Icon name="loading" class="spin" />
        {total === 0 ? (
          <span>Getting ready</span>
        ) : (
          <span>
            <strong>
              {done.toLocaleString('en')} of {total.toLocaleString('en')}
            </strong>{' '}
            files
          </span>
        )}
        {rate > 0 && <span>{rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toFixed(1)} a second</span>}
        {secondsLeft !== undefined && <span>about {secondsWords(secondsLeft)} left</span>}
        <span title={run.out}>
          into <span class="bar__out">{folderName(run.out)}</span>
        </span>
      </div>
    </RunFrame>
  );
}

/** What a run wrote, with the way back. */
export function FinishedRun({ run }: { readonly run: Status<'finished'> }) {
  const act = useAct();
  const { result, undone } = run;
  const { failed, skipped, cancelled } = result;
  const name = folderName(result.out);
  const log = (
    <span>
      <button type="button" class="link" onClick={act('showLog')}>
        Show Log
      </button>
    </span>
  );
  if (undone !== undefined) {
    const text = `Run taken back: ${counted(undone, 'file', 'files')} deleted`;
    return <Told text={text} icon="discard" log={log} />;
  }
  const written = `${counted(result.variants, 'variant', 'variants')} written`;
  const left = failed.length === 0 ? 'nothing failed' : `${counted(failed.length, 'source', 'sources')} left out`;
  return (
    <RunFrame
      actions={
        <>
          <Button secondary title="Removes exactly what this run wrote" onClick={act('undoRun')}>
            Undo Run
          </Button>
          <Button onClick={act('reveal')}>Reveal</Button>
        </>
      }
      status={`${cancelled ? 'Cancelled: ' : ''}${written} to ${name}, ${left}`}
    >
      <div class="bar__text">
        <Icon name={cancelled ? 'circle-slash' : failed.length > 0 ? 'warning' : 'pass'} />
        <span title={result.out}>
          {cancelled && 'Cancelled: '}
          <strong>{written}</strong> to <span class="bar__out">{name}</span> in {secondsWords(result.seconds)}
        </span>
        <span title={failed.map((f) => `${f.source}: ${f.error}`).join('\n') || undefined}>{left}</span>
        {skipped > 0 && <span>{counted(skipped, 'variant', 'variants')} skipped</span>}
        {log}
      </div>
    </RunFrame>
  );
}

function Told({
  text,
  icon,
  log,
}: {
  readonly text: string;
  readonly icon: string;
  readonly log: preact.ComponentChild;
}) {
  const { generate, ready } = usePanel();
  return (
    <RunFrame
      actions={
        <Button disabled={!ready} onClick={generate}>
          Generate
        </Button>
      }
      status={text}
    >
      <div class="bar__text">
        <Icon name={icon} />
        <span>{text}</span>
        {log}
      </div>
    </RunFrame>
  );
}

/** A run that a reload or a crash cut off. */
export function InterruptedRun({ run }: { readonly run: Status<'interrupted'> }) {
  const act = useAct();
  const text = `was cut off at ${run.done.toLocaleString('en')} of ${run.total.toLocaleString('en')} files`;
  return (
    <RunFrame
      actions={
        <>
          <Button secondary title="Removes exactly what that run wrote" onClick={act('undoRun')}>
            Undo Run
          </Button>
          <Button onClick={act('resumeRun')}>Resume</Button>
        </>
      }
      status={`A run into ${folderName(run.out)} ${text}`}
    >
      <div class="bar__text">
        <Icon name="debug-pause" />
        <span title={run.out}>
          A run into <span class="bar__out">{folderName(run.out)}</span> {text}
        </span>
      </div>
    </RunFrame>
  );
}
