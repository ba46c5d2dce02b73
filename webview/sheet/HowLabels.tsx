import type { LabelsChoice } from '../../src/protocol';
import { usePanel } from '../context';
import { Choice } from '../parts/Choice';
import { NumberBox } from '../parts/NumberBox';
import { Slider } from '../parts/Slider';
import { folderName } from '../state/words';

interface Props {
  readonly choice: LabelsChoice;
  readonly precision: number;
  onPrecision(precision: number): void;
}

const least = 50; // percent
const most = 99;
const mostNeighbours = 1000;

/** How precise labels shall be, and how they are found. */
export function HowLabels({ choice, precision, onPrecision }: Props) {
  const { host, tell } = usePanel();
  const percent = Number((100 * precision).toFixed(1));
  const set = (value: number) => onPrecision(Math.min(most, Math.max(least, value)) / 100);
  const find = (part: Partial<LabelsChoice>) => tell(host.call('findLabels', part));
  return (
    <fieldset class="how" aria-label="How labels are found">
      <div class="how__field how__field--wide">
        <span class="how__name">Wanted precision</span>
        <Slider
          span={[least, most]}
          step={1}
          thumbs={[
            {
              label: 'Wanted precision, slider',
              value: percent,
              min: least,
              max: most,
              text: `${percent} %`,
              onMove: set,
            },
          ]}
          onSettle={() => {}}
        />
        <NumberBox
          label="Wanted precision"
          value={percent}
          unit="%"
          step={1}
          min={least}
          max={most}
          onNumber={(value) => value >= least && value <= most && set(value)}
          onUnread={() => {}}
          onSettle={() => {}}
        />
      </div>
      <div class="how__field">
        <span class="how__name">Neighbours</span>
        <NumberBox
          label="Neighbours that have a say"
          value={choice.k}
          step={1}
          min={1}
          max={mostNeighbours}
          onNumber={(k) => Number.isInteger(k) && k >= 1 && k <= mostNeighbours && find({ k })}
          onUnread={() => {}}
          onSettle={() => {}}
        />
      </div>
      <div class="how__field">
        <span class="how__name">Metric</span>
        <Choice
          name="labels-metric"
          label="Metric"
          value={choice.metric}
          options={[
            { value: 'cosine', words: 'Cosine' },
            { value: 'euclidean', words: 'Euclidean' },
          ]}
          onChoose={(metric) => find({ metric })}
        />
      </div>
      <div class="how__field">
        <span class="how__name">Compared by</span>
        <button
          type="button"
          class="text-button how__pick"
          title={choice.model || 'The words that texts share'}
          onClick={() => tell(host.call('act', { action: 'chooseSentenceModel' }))}
        >
          {choice.model === '' ? 'TF-IDF' : folderName(choice.model)}…
        </button>
      </div>
      <div class="how__field">
        <span class="how__name">Documents</span>
        <button
          type="button"
          class="text-button how__pick"
          title={choice.unlabelled || 'Those of this dataset without a label'}
          onClick={() => tell(host.call('act', { action: 'chooseUnlabelled' }))}
        >
          {choice.unlabelled === '' ? 'of this dataset' : folderName(choice.unlabelled)}…
        </button>
      </div>
    </fieldset>
  );
}
