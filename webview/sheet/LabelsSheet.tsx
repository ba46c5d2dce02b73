import { useEffect, useState } from 'preact/hooks';
import type { LabelsAsk, LabelsPage, Learning } from '../../src/protocol';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Choice } from '../parts/Choice';
import { counted } from '../state/words';
import { ClassOutlooks } from './ClassOutlooks';
import { HowLabels } from './HowLabels';
import { LabelsTable } from './LabelsTable';
import { NoAnswer, SheetTitle, UnderWay } from './Sheet';

/** Rows at first, and by each *Show More*. */
const together = 50;

/** Labels for the documents that have none: how sure each is, why, and what stays without. */
export function LabelsSheet({ learning }: { readonly learning: Learning }) {
  const { host, tell } = usePanel();
  const { labels, labelsChoice } = learning;
  const [ask, setAsk] = useState<LabelsAsk>({ precision: 0.9, show: 'all', count: together });
  const [page, setPage] = useState<LabelsPage>();
  const result = labels.state === 'labelled' ? labels.number : undefined;
  useEffect(() => {
    if (result === undefined) return;
    const abort = new AbortController();
    tell(host.call('labels', ask, abort.signal).then(setPage));
    return () => abort.abort();
  }, [result, ask]);
  const change = (part: Partial<LabelsAsk>) => setAsk({ ...ask, count: together, ...part });

  if (labels.state === 'working') {
    return <UnderWay done={labels.done} total={labels.total} title="Comparing documents…" />;
  }
  return (
    <>
      {labels.state === 'failed' ? (
        <NoAnswer title="No labels could be found" message={labels.message} />
      ) : (
        <Lead page={page} precision={ask.precision} />
      )}
      <HowLabels choice={labelsChoice} precision={ask.precision} onPrecision={(precision) => change({ precision })} />
      {page && labels.state === 'labelled' && (
        <>
          <ClassOutlooks classes={page.classes} />
          <div class="doclabels__bar">
            <Choice
              name="labels-show"
              label="Which documents"
              value={ask.show}
              options={[
                { value: 'all', words: 'All' },
                { value: 'labelled', words: `Labelled (${page.labelled.toLocaleString('en')})` },
                { value: 'unsure', words: `Unsure (${(page.documents - page.labelled).toLocaleString('en')})` },
              ]}
              onChoose={(show) => change({ show })}
            />
            <Button
              disabled={page.labelled === 0}
              title="A CSV table beside the dataset; unsure documents stand in it without a label"
              onClick={() => tell(host.call('writeLabels', { precision: ask.precision }))}
            >
              Write Labels
            </Button>
          </div>
          <LabelsTable rows={page.rows} precision={ask.precision} />
          {page.rows.length < page.of && (
            <div>
              <Button secondary onClick={() => setAsk({ ...ask, count: ask.count + together })}>
                Show More
              </Button>{' '}
              <span class="quiet">{`${page.rows.length} of ${page.of.toLocaleString('en')} are shown`}</span>
            </div>
          )}
        </>
      )}
    </>
  );
}

function Lead({ page, precision }: { readonly page: LabelsPage | undefined; readonly precision: number }) {
  return (
    <div class="sheet__lead">
      <SheetTitle
        text={
          page
            ? `${page.labelled.toLocaleString('en')} of ${counted(page.documents, 'document', 'documents')} ${page.labelled === 1 ? 'gets' : 'get'} a label`
            : 'Labels for documents without one'
        }
      />
      {page && (
        <p class="sheet__why">
          Learnt from {counted(page.learntFrom, 'labelled document', 'labelled documents')}, each judged without itself:
          nine times out of ten, at least <strong>{Number((100 * precision).toFixed(1))}&nbsp;%</strong> of the labels
          of a class are right.{' '}
          {page.documents > page.labelled
            ? `${(page.documents - page.labelled).toLocaleString('en')} are not that sure and stay without.`
            : 'None stays without.'}
        </p>
      )}
    </div>
  );
}
