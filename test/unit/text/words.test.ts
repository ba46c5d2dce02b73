import { describe, expect, it } from 'vitest';
import { markedWords } from '../../../src/build/marked-words';
import { wordClasses } from '../../../src/core/english';
import type { Recipe, TransformStep } from '../../../src/core/recipe';
import type { DrawnEdits, TaggedWord } from '../../../src/core/text';
import { analyse } from '../../../src/engine/text/analysis';
import { replacedWords } from '../../../src/engine/text/candidates';
import { drawTexts, replayText } from '../../../src/engine/text/draw';
import { textCatalogue } from '../../../src/transforms/index';
import { dictionary, tools } from './tools';

const recipeOf = (steps: readonly TransformStep[], variants = 4): Recipe => ({
  version: 1,
  modality: 'text',
  seed: 7,
  variants,
  steps,
});
const draw = (text: string, steps: readonly TransformStep[], count = 4, spans: { start: number; end: number }[] = []) =>
  drawTexts(recipeOf(steps, count), { path: 'train.tsv#0', classes: ['1'], text, spans }, count, 0, tools);
const textsOf = (...args: Parameters<typeof draw>) => draw(...args).flatMap((v) => ('text' in v ? [v.text] : []));
/** A step that changes about so much of a text. */
const stepOf = (id: string, share: number, letters = share): TransformStep => {
  const own = textCatalogue.get(id)!.parameters;
  const name = ['words', 'letters', 'sentences'].find((one) => one in own)!;
  const values = name === 'letters' ? [letters, letters] : [share, share];
  return { transform: id, [name]: values };
};
const all = (transform: string, more = {}) => [{ transform, words: [1, 1], ...more }];

describe('the dictionary', () => {
  it('has words, senses and their counts', () => {
    const film = dictionary.wordOf('film')!;
    const [first] = dictionary.senses(film, 'noun');
    const members = dictionary.members(first!.synset).map(({ word }) => dictionary.textOf(word));
    expect(members).toEqual(expect.arrayContaining(['movie', 'film', 'picture']));
    expect(first!.count).toBeGreaterThan(5);
  });

  it('knows irregular forms, both ways', () => {
    expect(dictionary.inflect('child', 'plural')).toBe('children');
    expect(dictionary.inflect('take', 'participle')).toBe('taken');
    expect(dictionary.inflect('good', 'comparative')).toBe('better');
    expect(dictionary.inflect('run', 'participle')).toBe('run');
    expect(dictionary.irregularBases('ran')).toContainEqual({ base: 'run', form: 'past' });
  });

  it.each([
    ['ball', 'balls balled balled balling'],
    ['grin', 'grins grinned grinned grinning'],
    ['breeze', 'breezes breezed breezed breezing'],
    ['offer', 'offers offered offered offering'],
    ['admit', 'admits admitted admitted admitting'],
    ['travel', 'travels traveled traveled traveling'],
    ['embargo', 'embargoes embargoed embargoed embargoing'],
    ['overtake', 'overtakes overtook overtaken overtaking'],
    ['behave', 'behaves behaved behaved behaving'],
    ['begin', 'begins began begun beginning'],
    ['untie', 'unties untied untied untying'],
    ['panic', 'panics panicked panicked panicking'],
    ['quiz', 'quizzes quizzed quizzed quizzing'],
  ])('forms the verb %s', (base, forms) => {
    const all = (['third', 'past', 'participle', 'gerund'] as const).map((form) => dictionary.inflect(base, form));
    expect(all.join(' ')).toBe(forms);
  });

  it.each(
    'woman women, human humans, fireman firemen, blouse blouses, housewife housewives, belief beliefs, museum museums, basis bases, potato potatoes, piano pianos, advice advice'.split(
      ', ',
    ),
  )('forms the plural of %s', (pair) => {
    const [one, many] = pair.split(' ');
    expect(dictionary.inflect(one!, 'plural')).toBe(many);
  });

  it('reads both spellings of travelled', () => {
    for (const written of ['traveled', 'travelled'])
      expect(dictionary.irregularBases(written)).toContainEqual({ base: 'travel', form: 'past' });
  });

  it('gives no marked word in the place of any that means the same, under any guard', () => {
    const marked = markedWords.flatMap((base) => dictionary.wordOf(base) ?? []);
    expect(marked.length).toBeGreaterThan(90);
    for (const word of marked) expect(dictionary.isMarked(word)).toBe(true);
    for (const [word, wordClass] of marked.flatMap((w) => wordClasses.map((c) => [w, c] as const))) {
      for (const other of dictionary.senses(word, wordClass).flatMap(({ synset }) => dictionary.members(synset))) {
        const base = dictionary.textOf(other.word);
        const meaning = { written: base, base, wordClass, form: 'base' } as const;
        const tagged = { start: 0, end: base.length, text: base, kept: false, meaning };
        const given = [
          ...(['common', 'likely', 'tagged'] as const).flatMap((guard) => tools.lexicon.synonyms(tagged, guard)),
          ...tools.lexicon.anySynonyms(tagged),
        ];
        expect(given.filter(({ text }) => markedWords.includes(text))).toEqual([]);
      }
    }
  });

  it('knows opposites, also through what is like them, and marked words', () => {
    const word = (text: string) => dictionary.wordOf(text)!;
    expect(dictionary.areOpposite(word('good'), word('bad'))).toBe(true);
    expect(dictionary.areOpposite(word('superb'), word('terrible'))).toBe(true);
    expect(dictionary.areOpposite(word('film'), word('movie'))).toBe(false);
    expect(dictionary.isMarked(word('greaseball'))).toBe(true);
    expect(dictionary.isMarked(word('movie'))).toBe(false);
  });
});

describe('the tagger', () => {
  const tagged = (text: string) =>
    analyse(text, tools.tagger).tagged.map((w: TaggedWord) => [
      w.text,
      w.meaning.base,
      w.meaning.wordClass,
      w.meaning.form,
    ]);

  it('gives base, class and form of words that carry meaning', () => {
    expect(tagged('The actors watched two better films, quickly.')).toEqual([
      ['actors', 'actor', 'noun', 'plural'],
      ['watched', 'watch', 'verb', 'past'],
      ['better', 'good', 'adjective', 'comparative'],
      ['films', 'film', 'noun', 'plural'],
      ['quickly', 'quickly', 'adverb', 'base'],
    ]);
  });

  it('leaves names, links, placeholders, numbers, tags and negations alone', () => {
    const text = 'Woody Allen never saw [id] {movie} http://film.com/movie @film #movie 35mm well-made <film> $movie';
    const words = analyse(text, tools.tagger).words.filter((w) => !w.kept);
    expect(words.map((w) => w.text)).toEqual(['Woody', 'Allen', 'never', 'saw']);
    expect(tagged(text).map(([word]) => word)).not.toContain('never');
  });
});

describe('synonyms', () => {
  it('keep number, tense, capitals and the article', () => {
    expect(textsOf('He bought a car.', all('text.synonym', { strictness: 'strict' }))).toContain(
      'He purchased an automobile.',
    );
    for (const text of textsOf('FILMS are good', all('text.synonym'))) expect(text).toMatch(/^[A-Z]+S are /);
  });

  it('leave everything else to the byte', () => {
    const text = '  The  film —\twas\r\ngood !!  ';
    for (const variant of textsOf(text, all('text.synonym'))) {
      expect(variant.replace(/[A-Za-z]+/g, 'w')).toBe(text.replace(/[A-Za-z]+/g, 'w'));
    }
  });

  it('never give a marked word, in any strictness', () => {
    const words = ['german', 'woman', 'man', 'black', 'jewish', 'chinese', 'homosexual', 'fool', 'girl'];
    for (const strictness of ['strict', 'balanced', 'free']) {
      for (const text of textsOf(`a ${words.join(' and a ')}`, all('text.synonym', { strictness }))) {
        for (const word of text.toLowerCase().match(/[a-z]+/g)!) {
          const known = dictionary.wordOf(word);
          if (known !== undefined && !words.includes(word)) expect(dictionary.isMarked(known), word).toBe(false);
        }
      }
    }
  });

  it('leave the words of a labelled span', () => {
    for (const text of textsOf('the film is a good film', all('text.synonym'), 4, [{ start: 4, end: 8 }])) {
      expect(text.startsWith('the film is')).toBe(true);
    }
  });

  it('say why there is no variant', () => {
    expect(draw('Woody Allen', all('text.synonym'), 2)).toMatchObject([
      { variant: 1, skipped: 'no replaceable word' },
      { variant: 2, skipped: 'no replaceable word' },
    ]);
    const reasons = draw('a car', all('text.synonym', { strictness: 'strict' }), 20);
    expect(reasons.at(-1)).toMatchObject({ skipped: expect.stringMatching(/^duplicate of variant \d+$/) });
    const texts = textsOf('a car', all('text.synonym'), 20);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('what a tile tells of a replaced word', () => {
  const told = (text: string, strictness: string) => {
    const recipe = recipeOf(all('text.synonym', { strictness }), 1);
    const source = { path: 'train.tsv#0', classes: ['1'], text, spans: [] };
    const [variant] = drawTexts(recipe, source, 1, 0, tools);
    return replacedWords(recipe, source, variant!.outcomes, tools);
  };

  it('its class, what could have stood there, and what the guards kept out', () => {
    const [film] = told('a film', 'strict');
    expect(film).toMatchObject({ was: 'film', wordClass: 'noun' });
    const shown = film!.candidates.map(({ text }) => text);
    expect(shown).toContain('movie');
    expect(shown).not.toContain(film!.leftOut!.text);
    expect(film!.leftOut!.because).toMatch(/^(rarer than the strict limit|of a rare sense, or mostly another .*)$/);
    expect(told('a film', 'free')[0]).not.toHaveProperty('leftOut');
  });
});

describe('hypernyms', () => {
  it('go up the levels that are asked for, and not above the limit', () => {
    expect(textsOf('my oaks grow', all('text.hypernym', { strictness: 'free' }), 8)).toContain('my trees grow');
    const deep = draw('my oak', all('text.hypernym', { minDepth: 15 }), 1);
    expect(deep).toMatchObject([{ variant: 1, skipped: 'no replaceable word' }]);
  });
});

describe('every text transform', () => {
  const text = 'The quick brown fox jumps over the lazy dog , and it did not like the very old house near the river .';
  it.each([...textCatalogue.keys()])(
    '%s is drawn alike again, changes the text, and is replayed from its record',
    (id) => {
      const step = stepOf(id, 0.3, 0.1);
      const first = draw(text, [step]);
      expect(draw(text, [step])).toEqual(first);
      expect(first.some((v) => 'text' in v)).toBe(true);
      for (const variant of first) {
        if (!('text' in variant)) continue;
        expect(variant.text).not.toBe(text);
        const outcomes = JSON.parse(JSON.stringify(variant.outcomes));
        expect(replayText({ text, spans: [] }, outcomes).text).toBe(variant.text);
      }
    },
  );

  it.each([...textCatalogue.keys()])('%s moves spans with the edits', (id) => {
    const step = stepOf(id, 0.5, 0.2);
    const named = { start: text.indexOf('old house'), end: text.indexOf('old house') + 'old house'.length };
    for (const variant of draw(text, [step], 4, [named])) {
      if (!('text' in variant)) continue;
      const [span] = replayText({ text, spans: [named] }, variant.outcomes).spans;
      expect(variant.text.slice(span!.start, span!.end)).toBe('old house');
    }
  });

  it.each([...textCatalogue.keys()])('%s does nothing at its neutral value', (id) => {
    expect(draw(text, [stepOf(id, 0)], 1)).toMatchObject([
      { variant: 1, skipped: 'no step was drawn that changes it' },
    ]);
  });

  it('deletes no negation', () => {
    for (const variant of textsOf(text, [{ transform: 'text.delete', words: [0.9, 0.9] }]))
      expect(variant).toContain('not');
  });

  it('leaves the right article where the word after it is deleted', () => {
    const made = textsOf(
      'An excellent film began, and a stupid idea ended it.',
      [{ transform: 'text.delete', words: [0.3, 0.3] }],
      40,
    );
    expect(made.filter((t) => /\ba film|\ban idea/i.test(t)).length).toBeGreaterThan(2);
    expect(made.filter((t) => /\ban film|\ba idea/i.test(t))).toEqual([]);
  });

  it('takes no abbreviation, and no participle that is an adjective for a verb', () => {
    const found = (text: string, word: string) => {
      const [steps] = [all('text.synonym', { strictness: 'balanced' })];
      return textsOf(text, steps, 20).filter((made) => !made.includes(word));
    };
    expect(found('It took many years to make.', 'years').some((made) => /yrs|mins/.test(made))).toBe(false);
    expect(found('The captivating story wins.', 'captivating')).toEqual([]);
  });

  it('knows the forms of marked words', () => {
    expect(['greaseballs', 'asshole', 'gypped'].filter((form) => !dictionary.isMarkedForm(form))).toEqual([]);
    expect(['movies', 'begins'].filter(dictionary.isMarkedForm)).toEqual([]);
  });

  it('replaces no word twice', () => {
    const steps = [...all('text.synonym'), ...all('text.hypernym', { minDepth: 0 })];
    for (const variant of draw(text, steps)) {
      if (!('text' in variant)) continue;
      const [first, second] = variant.outcomes.map((o) => ('drawn' in o ? (o.drawn as DrawnEdits).edits : []));
      const replaced = new Set(first!.map((edit) => edit.now));
      for (const edit of second ?? []) expect(replaced).not.toContain(edit.was);
    }
  });
});
