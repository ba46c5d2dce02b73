import { useEffect, useRef } from 'preact/hooks';
import type { Learning } from '../../src/protocol';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { LabelsSheet } from './LabelsSheet';
import { TuningSheet } from './TuningSheet';

/** What the dataset was asked, in the place of its samples. */
export function Sheet({ learning }: { readonly learning: Learning }) {
  const { host, tell } = usePanel();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), [learning.sheet]);
  return (
    <section class="panel__stage stage" aria-labelledby="sheet-title" data-region="stage">
      <div class="stage__body sheet-frame">
        <div class="sheet">
          <button
            type="button"
            class="text-button sheet__back"
            ref={back}
            onClick={() => tell(host.call('act', { action: 'closeSheet' }))}
          >
            <Icon name="arrow-left" />
            Back to the preview
          </button>
          {learning.sheet === 'labels' ? <LabelsSheet learning={learning} /> : <TuningSheet status={learning.tuning} />}
        </div>
      </div>
    </section>
  );
}

/** The answer in a sentence, which is told to screen readers too. */
export function SheetTitle({ text }: { readonly text: string }) {
  const { announce } = usePanel();
  useEffect(() => announce(text), [text]);
  return (
    <h2 class="sheet__title" id="sheet-title">
      {text}
    </h2>
  );
}

/** What is under way, how far it is, and the way out. */
export function UnderWay({
  done,
  total,
  title,
}: {
  readonly done: number;
  readonly total: number;
  readonly title: string;
}) {
  const { host, tell } = usePanel();
  return (
    <div class="sheet__working">
      <SheetTitle text={title} />
      <progress class="sheet__progress" max={Math.max(1, total)} value={done} aria-label="How far it is" />
      <p class="quiet">{total > 0 ? `${done.toLocaleString('en')} of ${total.toLocaleString('en')}` : 'Reading'}</p>
      <div>
        <Button secondary onClick={() => tell(host.call('act', { action: 'cancelLearning' }))}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** Why there is no answer. */
export function NoAnswer({ title, message }: { readonly title: string; readonly message: string }) {
  return (
    <div class="sheet__lead">
      <SheetTitle text={title} />
      <p class="sheet__why">{message}</p>
    </div>
  );
}
