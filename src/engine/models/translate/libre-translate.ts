import type { TranslationDoor } from './engine';

const together = 50;
/** Milliseconds for one request. */
const patience = 120_000;

/** A server that speaks LibreTranslate's `POST /translate`. */
export const libreTranslate: TranslationDoor = {
  open: (where, { step }) => {
    return async (texts, from, to) => {
      const translated: string[] = [];
      for (let at = 0; at < texts.length; at += together) {
        step();
        translated.push(...(await ask(where, texts.slice(at, at + together), from, to)));
      }
      return translated;
    };
  },
  async check(where, _, from, to) {
    await ask(where, ['.'], from, to);
  },
};

async function ask(where: string, q: readonly string[], source: string, target: string): Promise<readonly string[]> {
  const key = process.env.LIBRETRANSLATE_API_KEY;
  const body = JSON.stringify({ q, source, target, format: 'text', ...(key && { api_key: key }) });
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(patience);
  const url = `${where.replace(/\/+$/, '')}/translate`;
  const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`the translation server ${where} does not answer (${cause}): start it, or name another`);
  });
  const said = (await answer.json().catch(() => ({}))) as { translatedText?: unknown; error?: unknown };
  const { translatedText } = said;
  if (answer.ok && Array.isArray(translatedText) && translatedText.length === q.length)
    return translatedText.map(String);
  const why =
    typeof said.error === 'string' ? said.error : `status ${answer.status}, not as many sentences as were sent`;
  throw new Error(`the translation server ${where} could not translate ${source} to ${target}: ${why}`);
}
