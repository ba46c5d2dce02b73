import { type Random, randomFor } from '../../core/random';
import { chosen } from '../../core/replacing';
import type { Edit } from '../../core/spans';
import { textTransform } from '../../core/text';

/** Keys beside each other on a QWERTY keyboard. */
const beside: Readonly<Record<string, string>> = {
  q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol',
  a: 'qsz', s: 'adwx', d: 'sfec', f: 'dgrv', g: 'fhtb', h: 'gjyn', j: 'hkum', k: 'jlim', l: 'ko',
  z: 'xa', x: 'zcs', c: 'xvd', v: 'cbf', b: 'vng', n: 'bmh', m: 'nj',
}; // biome-ignore format: rows of the keyboard
/** Letters that a scanner takes for others. */
const alike: Readonly<Record<string, string>> = {
  a: 'o', b: 'h6', c: 'eo', d: 'cl', e: 'c', f: 't', g: 'q9', h: 'b', i: 'l1j', j: 'i', l: '1i', m: 'rn',
  n: 'ri', o: '0c', q: 'g', r: 'n', s: '5', t: 'f', u: 'v', v: 'u', w: 'vv', z: '2', B: '8', D: '0',
  I: 'l1', O: '0', S: '5', Z: '2',
}; // biome-ignore format: as above

/** Typing and scanning errors in words. */
export const typo = textTransform({
  id: 'text.typo',
  title: 'Typo',
  summary:
    'Adds typing errors (a neighbouring key, a letter lost, doubled or swapped) or scanning errors. Spans move along.',
  family: 'Noise',
  follows: 'nlpaug KeyboardAug and OcrAug; textflint Typos',
  aliases: ['KeyboardAug', 'OcrAug', 'spelling', 'misspelling', 'RandomCharAug'],
  noun: 'typo',
  row: '{letters} of letters',
  shortfall: 'no word to misspell',
  parameters: {
    letters: {
      kind: 'range',
      title: 'Letters',
      help: 'Share of the letters of words of four and more; at least one letter, one a word.',
      min: 0,
      max: 0.25,
      slider: [0, 0.1],
      step: 0.005,
      neutral: 0,
      percent: true,
      default: [0.01, 0.02],
    },
    errors: {
      kind: 'choice',
      title: 'Errors of',
      options: { keyboard: 'Typing', ocr: 'Scanning', any: 'Both' },
      default: 'keyboard',
    },
  },
  draw({ letters, errors }, random, { text }) {
    const share = random.between(letters, 4);
    const own = randomFor(random.seed());
    const words = text.words.filter((w) => !w.kept && w.text.length > 3 && /^[A-Za-z]+$/.test(w.text));
    const all = words.reduce((sum, w) => sum + w.text.length, 0);
    const ranked = words.map((word) => ({ word, rank: own.uniform(), own: randomFor(own.seed()) }));
    const wanted = words.length === 0 ? 0 : Math.min(1, (share * all) / words.length);
    const edits = chosen(ranked, wanted).map(({ word, own: letter }): Edit => {
      const kind = errors === 'any' ? (letter.uniform() < 0.5 ? 'keyboard' : 'ocr') : errors;
      return { at: word.start, was: word.text, now: misspelt(word.text, kind, letter) };
    });
    edits.sort((a, b) => a.at - b.at);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) => (edits.length === 0 ? '' : `${edits.length} ${edits.length === 1 ? 'typo' : 'typos'}`),
});

/** A word with one error, never in its first letter, where a reader notices most. */
function misspelt(word: string, kind: 'keyboard' | 'ocr', random: Random): string {
  const at = random.integer([1, word.length - 1]);
  const letter = word[at]!;
  const replaced = (by: string) => word.slice(0, at) + by + word.slice(at + 1);
  const other = random.uniform();
  if (kind === 'ocr') {
    const scanned = [...word].findIndex((c, i) => i >= at && alike[c]);
    const place = scanned >= 0 ? scanned : [...word].findIndex((c, i) => i > 0 && alike[c]);
    const looks = place < 0 ? undefined : alike[word[place]!];
    if (looks) {
      const by = /^(rn|cl|vv|ri)$/.test(looks) ? looks : looks[Math.floor(other * looks.length)]!;
      return word.slice(0, place) + by + word.slice(place + 1);
    }
  }
  const keys = beside[letter.toLowerCase()]!;
  const key = keys[Math.floor(other * keys.length)]!;
  switch (random.integer([0, 3])) {
    case 0:
      return replaced(letter === letter.toLowerCase() ? key : key.toUpperCase());
    case 1:
      return replaced('');
    case 2:
      return replaced(letter + letter);
    default:
      return at + 1 < word.length && word[at + 1] !== letter
        ? word.slice(0, at) + word[at + 1] + letter + word.slice(at + 2)
        : replaced('');
  }
}
