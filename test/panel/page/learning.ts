import { isSure, type LikelyLabel, outlookOf } from '../../../src/core/labelling';
import type { Recipe } from '../../../src/core/recipe';
import { estimated, gainOf, type Judged, mean, type Outcomes } from '../../../src/core/tuning';
import type { LabelsAsk, LabelsChoice, LabelsPage, Learning } from '../../../src/protocol';

/** What the fake host says of a recipe: so many of 60 samples right, for each of three seeds. */
const right = (...counts: readonly number[]): Outcomes =>
  counts.map((count) => Array.from({ length: 60 }, (_, i) => (i < count ? 1 : 0)));
const none = right(50, 51, 50);

function judged(name: string, outcomes: Outcomes, recipe?: Recipe): Judged {
  const gain = recipe && gainOf(outcomes, none);
  return { name, accuracies: outcomes.map(mean), ...estimated(outcomes), ...(recipe && { recipe, gain }) };
}

function withSigma(recipe: Recipe, sigma: number): Recipe {
  const steps = recipe.steps.map((step) =>
    'transform' in step && step.transform === 'image.noise' ? { ...step, sigma: [sigma, sigma] } : step,
  );
  return { ...recipe, steps };
}

const idle: Learning = {
  tuning: { state: 'idle' },
  labels: { state: 'idle' },
  labelsChoice: { k: 7, metric: 'cosine', model: '', unlabelled: '' },
};

export function learningFor(word: string, recipe: Recipe): Learning {
  switch (word) {
    case 'tuned': {
      const on = {
        modality: 'image',
        training: 70,
        trainingOf: 70,
        validation: 60,
        heldBack: false,
        classes: 5,
      } as const;
      const report = {
        on,
        seeds: 3,
        judged: [
          judged('without variants', none),
          judged('with this recipe', right(50, 50, 50), recipe),
          judged('noise 4', right(58, 59, 58), withSigma(recipe, 4)),
          judged('noise 16', right(49, 51, 50), withSigma(recipe, 16)),
          judged('noise 64', right(34, 35, 33), withSigma(recipe, 64)),
        ],
      };
      return { ...idle, sheet: 'tuning', tuning: { state: 'judged', report } };
    }
    case 'tuning':
      return { ...idle, sheet: 'tuning', tuning: { state: 'working', done: 7, total: 25 } };
    case 'untuned':
      return { ...idle, sheet: 'tuning' };
    case 'unjudged': {
      const message =
        'There is no validation split, and too few training samples to hold some back: four of a class are needed.';
      return { ...idle, sheet: 'tuning', tuning: { state: 'failed', message } };
    }
    case 'labels':
      return { ...idle, sheet: 'labels', labels: { state: 'labelled', number: 1 } };
    case 'unlabelled': {
      const message =
        'Every document of this dataset has a label already. Name the documents to label: a file or a folder of them.';
      return { ...idle, sheet: 'labels', labels: { state: 'failed', message } };
    }
    default:
      return idle;
  }
}

export const chosenAnew = (learning: Learning, choice: Partial<LabelsChoice>): Learning => ({
  ...learning,
  labelsChoice: { ...learning.labelsChoice, ...choice },
  labels: { state: 'labelled', number: learning.labels.state === 'labelled' ? learning.labels.number + 1 : 1 },
});

const near = (text: string, label: string, similarity: number, row: number) => ({
  name: `train.tsv#${row}`,
  label,
  similarity,
  text,
});
const evidence = [
  near('a stirring, funny and finally transporting re-imagining of beauty and the beast', 'positive', 0.41, 0),
  near('a warm, funny and tender film', 'positive', 0.38, 17),
  near('funny in parts, and tired in all the others', 'negative', 0.22, 93),
];

const documents: readonly LikelyLabel[] = [
  ['a funny and stirring film, warm to the last', 'positive', 0.962],
  ['tired, predictable, and not much of anything', 'negative', 0.948],
  ['this one is <b>fine</b>, funny even', 'positive', 0.931],
  ['one long string of jokes that nobody asked for', 'negative', 0.913],
  [
    'it goes on and on and on, and then it ends, as all things do, some of them later than others '.repeat(5),
    'negative',
    0.874,
  ],
  ['an odd film', 'positive', 0.633],
  ['?', undefined, 0],
].map(([text, likely, confidence], i) => ({
  name: `new.tsv#${i}`,
  text: text as string,
  ...(likely !== undefined && { likely: likely as string }),
  confidence: confidence as number,
  evidence: likely === undefined ? [] : evidence,
}));

const curves = ['negative', 'positive'].map((name, c) => ({
  name,
  labelled: 120 - c * 70,
  judged: Array.from({ length: 100 - c * 60 }, (_, i) => ({
    confidence: 0.96 - i * 0.004 - c * 0.03,
    right: i % 19 !== 18,
  })),
}));

export function labelsPage({ precision, show, count }: LabelsAsk): LabelsPage {
  const sure = documents.filter((one) => isSure(one, precision));
  const chosen = documents.filter((one) => show === 'all' || isSure(one, precision) === (show === 'labelled'));
  return {
    classes: curves.map((curve) => outlookOf(curve, precision)),
    labelled: sure.length,
    documents: documents.length,
    learntFrom: 170,
    rows: chosen.slice(0, count),
    of: chosen.length,
  };
}
