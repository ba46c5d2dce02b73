import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Modality, sampleWords } from '../../src/core/modality';
import type { DatasetState, PanelAction, ReadyDataset } from '../../src/protocol';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { counted } from '../state/words';

interface Props {
  readonly icon: string;
  readonly title: string;
  /** The page has no other heading of the first level. */
  readonly whole?: boolean;
  readonly children: ComponentChildren;
  readonly action: ComponentChildren;
}

/** Why there is nothing to show, and the one thing to do about it. */
function State({ icon, title, whole, children, action }: Props) {
  const Title = whole ? 'h1' : 'h2';
  return (
    <div class="state">
      <Icon name={icon} class="state__icon" />
      <Title class="state__title">{title}</Title>
      {children}
      <div class="state__action">{action}</div>
    </div>
  );
}

function Act({ action, children }: { readonly action: PanelAction; readonly children: string }) {
  const { host, tell } = usePanel();
  return <Button onClick={() => tell(host.call('act', { action }))}>{children}</Button>;
}

type Whole = Exclude<DatasetState, ReadyDataset | { readonly state: 'loading' }>;

/** A state that takes the whole panel: no recipe would be of use. */
export function WholeState({ dataset }: { readonly dataset: Whole }) {
  switch (dataset.state) {
    case 'empty':
      return (
        <State
          icon="folder-opened"
          title={`Nothing to augment in ${dataset.title}`}
          whole
          action={<Act action="chooseFolder">Choose Another Folder…</Act>}
        >
          <p class="state__text">{dataset.found}</p>
        </State>
      );
    case 'gone':
      return (
        <State
          icon="folder"
          title={`${dataset.title} is gone`}
          whole
          action={<Act action="chooseFolder">Choose Another Folder…</Act>}
        >
          <p class="state__text">
            It was moved, renamed or deleted. Your recipe is kept; the panel returns when the folder does.
          </p>
          <p class="state__path" title={dataset.path}>
            {dataset.path}
          </p>
        </State>
      );
    case 'failed':
      return (
        <State
          icon="error"
          title={`${dataset.title} can’t be read`}
          whole
          action={<Act action="rescan">Try Again</Act>}
        >
          <p class="state__text">{dataset.message}</p>
        </State>
      );
  }
}

interface RefusedProps {
  readonly title: string;
  readonly evaluation: NonNullable<ReadyDataset['evaluation']>;
  readonly modality: Modality;
}

/** Evaluation data: two sentences, and the training part instead. The override stands in the bar. */
export function Refused({ title, evaluation, modality }: RefusedProps) {
  const part = title.split(' › ').at(-1)!;
  return (
    <State
      icon="shield"
      title={`${part} is held back`}
      action={
        evaluation.training === undefined ? (
          <Act action="chooseFolder">Choose Another Folder…</Act>
        ) : (
          <Act action="openTraining">{`Open ${evaluation.training} Instead`}</Act>
        )
      }
    >
      <p class="state__text">
        {evaluation.reason ||
          `Variants of evaluation ${sampleWords[modality][1]} would make scores look better than they are.`}
      </p>
    </State>
  );
}

/** There are tables, and nobody can tell which column holds the texts. */
export function NoTexts({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  const { dispatch } = usePanel();
  return (
    <State
      icon="search"
      title={`Which column of ${title} holds the texts?`}
      action={<Button onClick={() => dispatch({ do: 'view', view: { options: true } })}>Choose under Options</Button>}
    >
      <p class="state__text">None of them reads like text: {names.join(', ')}.</p>
    </State>
  );
}

/** The selection holds no training sample. */
export function NothingHere({ what }: { readonly what: string }) {
  return (
    <State icon="search" title={`No training ${what} match`} action={<Act action="rescan">Scan Again</Act>}>
      <p class="state__text">
        Nothing in what was chosen can be augmented. Add {what} to the folder, then scan it again.
      </p>
    </State>
  );
}

/** Log and Cancel come after this many seconds of waiting. */
const patience = 10;

/** What is being waited for, for how long, and after a while the log and a way out. */
export function Waiting({ title, counted: files }: { readonly title: string; readonly counted: number }) {
  const { host, tell } = usePanel();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((s) => s + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="waiting">
      <Icon name="loading" class="spin" />
      <span class="waiting__what">
        <strong>Listing files in {title}:</strong> {counted(files, 'file', 'files')} so far
        {seconds >= patience && `, ${seconds} s`}
      </span>
      {seconds >= patience && (
        <>
          <button type="button" class="link" onClick={() => tell(host.call('act', { action: 'showLog' }))}>
            Show Log
          </button>
          <button type="button" class="link" onClick={() => tell(host.call('act', { action: 'close' }))}>
            Cancel
          </button>
        </>
      )}
    </div>
  );
}

/** Empty tiles, where the samples will be. */
export function Ghosts({ count, columns }: { readonly count: number; readonly columns: number }) {
  return (
    <div class="tiles" aria-hidden="true" style={{ '--columns': columns }}>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} class="tile">
          <div class="mat mat--waiting" />
          <div class="tile__caption">
            <div class="tile__head">
              <span class="ghost ghost--name" />
            </div>
            <div class="drawn">
              <span class="ghost ghost--long" />
              <span class="ghost ghost--short" />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
