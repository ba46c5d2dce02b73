import type { Recipe } from '../../../src/core/recipe';
import { npy, sixNumbers } from '../embedding/files';
import { audio, ramp } from '../timed/clips';
import { among, eachDamaged, type Kind } from './damage';

const noise: Recipe = {
  ...{ version: 1, modality: 'embedding', seed: 7, variants: 1 },
  steps: [{ transform: 'embedding.noise' }, { transform: 'embedding.mixup', probability: 0.5 }],
};
const labels = 'name\tclass\na\tx\nb\ty\nc\tx\n';
const shift = audio([{ transform: 'audio.shift' }, { transform: 'audio.reverse', probability: 0.5 }]);
const words: Recipe = {
  ...{ version: 1, modality: 'text', seed: 7, variants: 1 },
  steps: [{ transform: 'text.typo' }, { transform: 'text.delete', probability: 0.5 }],
};

/** A file of a dataset, whole, and what lies beside it. */
const kind = (
  file: string,
  whole: string | Uint8Array,
  others: Readonly<Record<string, string | Uint8Array>>,
  recipe: Recipe,
): Kind => ({ whole: () => Buffer.from(whole), read: among(file.replaceAll('.', '-'), file, () => others, recipe) });

const vectors = (
  file: string,
  whole: string | Uint8Array,
  others: Readonly<Record<string, string | Uint8Array>> = {},
) => kind(file, whole, others, noise);
const clips = { 'a.wav': ramp(16_000), 'b.wav': ramp(8000) };
const timed = (file: string, whole: string) => kind(file, whole, clips, shift);
const texts = (file: string, whole: string) => kind(file, whole, {}, words);

const cues = (comma: string) =>
  `1\n00:00:00${comma}100 --> 00:00:00${comma}500\none word\n\n2\n00:00:01${comma}000 --> 00:00:01${comma}900\n<i>two</i>\nlines\n`;
const twenty = Array.from({ length: 20 }, (_, i) => `an old film of the year ${1950 + i}`);

eachDamaged({
  '.npy': vectors('points.npy', npy('<f4', [3, 2], sixNumbers('<f4')), { 'points_labels.tsv': labels }),
  '.npy in Fortran order': vectors('columns.npy', npy('>f8', [3, 2], sixNumbers('>f8'), true), {
    'columns_labels.tsv': labels,
  }),
  'labels in .npy': vectors('y.npy', npy('<i4', [3], Buffer.from([5, 0, 0, 0, 6, 0, 0, 0, 5, 0, 0, 0])), {
    'x.npy': npy('<f2', [3, 2], sixNumbers('<f2')),
  }),
  '.bytes of the Embedding Projector': vectors('state.bytes', sixNumbers('<f4'), { 'state.tsv': labels }),
  'its configuration': vectors(
    'projector_config.json',
    JSON.stringify({ embeddings: [{ tensorName: 'x', tensorShape: [3, 2], tensorPath: 'tensors.bytes' }] }),
    { 'tensors.bytes': sixNumbers('<f4'), 'tensors.tsv': labels },
  ),
  'CSV of features': vectors('points.csv', `id,class,x0,x1\n1,a,0.5,2\n2,b,-1.25,3e-2\n3,a,0,7\n`),
  'subtitles: SRT': timed('a.srt', cues(',')),
  'subtitles: WebVTT': timed('a.vtt', `WEBVTT\n\n${cues('.')}`),
  'speakers: RTTM': timed(
    'all.rttm',
    ['a', 'b'].map((name) => `SPEAKER ${name} 1 0.100 0.500 <NA> <NA> s1 <NA> <NA>\n`).join(''),
  ),
  'tracks of Audacity': timed('a.txt', '0.100000\t0.500000\tone\n1.0\t1.9\ttwo\n'),
  'CSV of events': timed('strong.csv', 'filename,onset,offset,event_label\na.wav,0.1,0.5,bark\nb.wav,0.2,0.9,"a, b"\n'),
  'TSV of texts': texts('train.tsv', `sentence\tlabel\n${twenty.map((text, i) => `${text}\t${i % 2}\n`).join('')}`),
  fastText: texts('train.txt', twenty.map((text, i) => `__label__${i % 2 ? 'a' : 'b'} ${text}\n`).join('')),
});
