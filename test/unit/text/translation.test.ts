import { execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelAnswer, ModelQuestion, TranslationEngine, TranslationQuestion } from '../../../src/core/questions';
import { answerQuestions } from '../../../src/engine/models/answer';
import { answerByLanguageModel, type LanguageModel } from '../../../src/engine/models/language-model';
import { checkReady } from '../../../src/engine/models/ready';
import { apertium } from '../../../src/engine/models/translate/apertium';
import { languageModelOf } from '../../../src/host/language-model';

const root = resolve('test/fixtures/models');
const by = { root, storage: join(root, 'none') };
const control = { check: () => {}, alive: () => {}, pause: async () => {} };
const question = (text: string, engine: TranslationEngine, where = ''): TranslationQuestion => {
  return { ask: 'translation', engine, from: 'en', through: 'es', where, text };
};
const ask = (questions: readonly ModelQuestion[]) => answerQuestions({ questions, ...by }, control);
const texts = (answers: readonly ModelAnswer[]) => answers.map((a) => ('text' in a ? a.text : a));
const step = (more: object) => ({
  transform: 'text.backTranslate',
  path: 'steps[0]',
  from: 'en',
  through: 'es',
  ...more,
});

describe('Marian models', () => {
  const there = 'tiny-mt-{from}-{to}';
  it('translate there and back, each sentence as it would be alone', async () => {
    const said = [
      'The physician is going to visit the ill child.',
      'The kids purchased a large automobile yesterday.',
      'Maria gave a book to the boy.',
    ];
    const answers = texts(await ask(said.map((text) => question(text, 'marian', there))));
    expect(answers[0]).toBe('The doctor will visit the sick child.'); // as its makers saw it
    expect(answers[1]).not.toBe(said[1]);
    for (const [i, text] of said.entries()) {
      expect(texts(await ask([question(text, 'marian', there)]))).toEqual([answers[i]]);
    }
  });

  it('are missed before a run', async () => {
    await expect(checkReady({ ...by, steps: [step({ engine: 'marian', model: there })] })).resolves.toBeUndefined();
    const other = step({ engine: 'marian', model: there, through: 'fr' });
    await expect(checkReady({ ...by, steps: [other] })).rejects.toThrow(
      'steps[0]: the model tiny-mt-en-fr is not on this computer',
    );
  });
});

describe('a LibreTranslate server', () => {
  async function serve(answer: (q: readonly string[], source: string) => [status: number, body: object]) {
    const asked: { q: string[]; source: string; target: string }[] = [];
    const server = createServer(async (request, response) => {
      const body = JSON.parse(await textOf(request));
      asked.push(body);
      const [status, said] = answer(body.q, body.source);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    return { where: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
  }
  const textOf = async (request: IncomingMessage) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    return text;
  };

  it('is asked in batches, there and back', async () => {
    const { where, asked } = await serve((q, source) => [
      200,
      { translatedText: q.map((text) => `${text} ${source}`) },
    ]);
    const many = Array.from({ length: 60 }, (_, i) => question(`s${i}`, 'libretranslate', where));
    expect(texts(await ask(many))).toEqual(many.map(({ text }) => `${text} en es`));
    expect(asked.map(({ q, source, target }) => [q.length, source, target])).toEqual([
      [50, 'en', 'es'],
      [10, 'en', 'es'],
      [50, 'es', 'en'],
      [10, 'es', 'en'],
    ]);
  });

  it('may refuse, answer nonsense, or not be there', async () => {
    const refuses = await serve(() => [400, { error: 'es is not supported' }]);
    expect(await ask([question('a', 'libretranslate', refuses.where)])).toEqual([
      { error: expect.stringContaining('could not translate en to es: es is not supported') },
    ]);
    const short = await serve(() => [200, { translatedText: [] }]);
    await expect(
      checkReady({ ...by, steps: [step({ engine: 'libretranslate', server: short.where })] }),
    ).rejects.toThrow('not as many sentences as were sent');
    const [answer] = await ask([question('a', 'libretranslate', 'http://127.0.0.1:9')]);
    expect(answer).toEqual({ error: expect.stringContaining('does not answer') });
  });
});

describe('Apertium', () => {
  const missing = (() => {
    try {
      return execFileSync('sh', ['-c', 'apertium -l > /dev/null && ls /usr/share/apertium/modes/eng-spa.mode']) && '';
    } catch {
      return 'Apertium with apertium-eng-spa is not installed here';
    }
  })();

  it('translates there and back, as many sentences as it got', async ({ skip }) => {
    if (missing) skip(missing);
    const said = ['The house is big.', 'She reads a book', '', 'The children play in the garden.'];
    const answers = texts(await ask(said.map((text) => question(text, 'apertium')))) as string[];
    expect(answers.length).toBe(4);
    expect(answers[0]).toMatch(/house/i);
    expect(answers[1]).toMatch(/book/i);
    expect(answers[3]).toMatch(/garden/i);
  });

  it('says which pair or program is missing', async () => {
    await expect(apertium.check('', { ...by, step: () => {} }, 'en', 'xx')).rejects.toThrow(
      /install it \(Debian: apertium/,
    );
  });
});

describe('language models', () => {
  const model: LanguageModel = async (prompt) => ({
    text: `"Said: ${prompt.split('\n').at(-1)}"\n`,
    model: 'Stand-in 1',
  });
  const paraphrase = (text: string, number = 1): ModelQuestion => ({ ask: 'paraphrase', text, number });

  it('are asked with a prompt for each kind, and named', async () => {
    const prompts: string[] = [];
    const listening: LanguageModel = (prompt) => {
      prompts.push(prompt);
      return model(prompt);
    };
    const asked = [paraphrase('It rained.', 4007), question('It rained.', 'languageModel')];
    expect(await answerByLanguageModel(asked, listening)).toEqual([
      { text: 'Said: It rained.', model: 'Stand-in 1' },
      { text: 'Said: Said: It rained.', model: 'Stand-in 1' },
    ]);
    expect(prompts).toEqual([
      expect.stringMatching(/in other words \(version 7\).*\n\nIt rained\.$/s),
      expect.stringMatching(/from English to Spanish.*\n\nIt rained\.$/s),
      expect.stringMatching(/from Spanish to English.*\n\nSaid: It rained\.$/s),
    ]);
  });

  it('may be missing or refuse, to one question alone', async () => {
    expect(await answerByLanguageModel([paraphrase('a')], undefined)).toEqual([
      { error: expect.stringContaining('run this recipe in VS Code') },
    ]);
    const moody: LanguageModel = (prompt) =>
      prompt.endsWith('b') ? Promise.reject(new Error('quota')) : model(prompt);
    expect(await answerByLanguageModel([paraphrase('a'), paraphrase('b')], moody)).toEqual([
      { text: 'Said: a', model: 'Stand-in 1' },
      { error: 'the language model did not answer: quota' },
    ]);
    await expect(checkReady({ ...by, steps: [{ transform: 'text.paraphrase', path: 'steps[1]' }] })).rejects.toThrow(
      'steps[1]: language models are VS Code’s own',
    );
  });

  it('are VS Code’s: the first that there is, its parts put together', async () => {
    const parts = async function* () {
      yield 'It ';
      yield 'poured.';
    };
    const chat = { name: 'Stand-in', id: 'x-1', sendRequest: async () => ({ text: parts(), stream: parts() }) };
    const message = (text: string) => text as never;
    const one = languageModelOf({ selectChatModels: async () => [chat], message });
    expect(await one('It rained.')).toEqual({ text: 'It poured.', model: 'Stand-in (x-1)' });
    const none = languageModelOf({ selectChatModels: async () => [], message });
    await expect(none('It rained.')).rejects.toThrow('VS Code has no language model');
  });
});
