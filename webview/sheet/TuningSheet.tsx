import { useState } from 'preact/hooks';
import { accuracyWords, basisWords, gainWords, type Judged, type TuneReport } from '../../src/core/tuning';
import type { TuningStatus } from '../../src/protocol';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { NoAnswer, SheetTitle, UnderWay } from './Sheet';
import { Trying } from './Trying';
import { TuningTable } from './TuningTable';

/** *Does it help?*, and *Tune on Validation Data…* */
export function TuningSheet({ status }: { readonly status: TuningStatus }) {
  switch (status.state) {
    case 'working':
      return <UnderWay done={status.done} total={status.total} title="Training with and without variants…" />;
    case 'failed':
      return (
        <>
          <NoAnswer title="It can’t be judged here" message={status.message} />
          <Trying />
        </>
      );
    case 'judged':
      return <Answer report={status.report} />;
    case 'idle':
      return (
        <>
          <div class="sheet__lead">
            <SheetTitle text="Does it help?" />
            <p class="sheet__why">
              A small classifier is trained with and without the variants of this recipe, and with each value to try. It
              is judged on the validation split; test data has no part.
            </p>
          </div>
          <Trying />
        </>
      );
  }
}

function Answer({ report }: { readonly report: TuneReport }) {
  const { host, tell } = usePanel();
  const [trying, setTrying] = useState(false);
  const [none, now, ...tried] = report.judged as readonly [Judged, Judged, ...Judged[]];
  return (
    <>
      <div class="sheet__lead">
        <SheetTitle text={verdictWords(now)} />
        <p class="sheet__why">
          A small classifier is right for <strong>{accuracyWords(now)}</strong> of the validation samples with these
          variants, and for <strong>{accuracyWords(none)}</strong> without any. {bestWords(tried)}
        </p>
      </div>
      <TuningTable judged={report.judged} />
      <p class="sheet__foot">
        {basisWords(report)} The grey band is “without variants” ± one standard error; a gain or a loss counts beyond
        two.
      </p>
      {trying ? (
        <Trying />
      ) : (
        <div class="sheet__actions">
          <Button onClick={() => tell(host.call('act', { action: 'closeSheet' }))}>Keep the Recipe</Button>
          <Button secondary onClick={() => setTrying(true)}>
            Try Other Values…
          </Button>
        </div>
      )}
    </>
  );
}

function verdictWords({ gain }: Judged): string {
  const words = {
    helps: 'This recipe helps',
    hurts: 'This recipe hurts',
    'no gain seen': 'No gain seen from this recipe',
  };
  return `${words[gain!.verdict]}: ${gainWords(gain!)} points`;
}

/** What the values that were tried come to, in a sentence. */
function bestWords(tried: readonly Judged[]): string {
  if (tried.length === 0) return '';
  const [best] = [...tried].sort((a, b) => b.gain!.mean - a.gain!.mean) as [Judged];
  const worse = tried.filter(({ gain }) => gain!.verdict === 'hurts').length;
  const cost = worse > 0 ? `${worse} of ${tried.length} that were tried cost something. ` : '';
  return best.gain!.verdict === 'helps'
    ? `${cost}Best of what was tried: ${best.name}, ${gainWords(best.gain!)} points.`
    : `${cost}Nothing that was tried is clearly better than leaving the data as it is.`;
}
