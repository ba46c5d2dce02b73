import type { NumberStyle } from '../../core/table';

const number = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;

/** True for what is written as a number; no number at all counts as one that is missing. */
export const isNumber = (text: string): boolean => number.test(text) || /^\s*(nan|[-+]?inf(inity)?)?\s*$/i.test(text);

/** The number that a cell says; NaN where it says none. Throws for words. */
export function numberOf(text: string): number {
  if (number.test(text)) return Number(text);
  if (isNumber(text)) return /inf/i.test(text) ? (text.includes('-') ? -1 / 0 : 1 / 0) : Number.NaN;
  throw new Error(`"${text.trim().slice(0, 30)}" is no number`);
}

const most = 20;

/** How numbers are written that look like these: with exponents when all of them have one, else with as many decimals. */
export function styleOf(texts: readonly string[]): NumberStyle {
  const seen = texts.map((text) => text.trim()).filter((text) => number.test(text));
  const exponents = seen.filter((text) => /e/i.test(text));
  const decimals = (exponents.length > 0 ? exponents : seen).map((text) => /(?<=\.)\d*/.exec(text)?.[0].length ?? 0);
  const [least, longest] = [Math.min(most, ...decimals), Math.min(most, Math.max(0, ...decimals))];
  if (exponents.length === 0) return longest > 15 ? { form: 'double' } : { form: 'fixed', least, most: longest };
  return exponents.length === seen.length ? { form: 'exponent', least, most: longest } : { form: 'double' };
}

/** A finite number in this style, JSON in all of them. */
export function numberText(value: number, style: NumberStyle): string {
  switch (style.form) {
    case 'double':
      return String(value);
    case 'float':
      return String(Math.fround(value));
    case 'fixed': {
      const text = value.toFixed(style.most);
      return Math.abs(value) < 1e21 ? zeroless(text, style.least) : String(value);
    }
    case 'exponent': {
      const [mantissa, exponent] = value.toExponential(style.most).split('e') as [string, string];
      const digits = exponent.slice(1).padStart(2, '0'); // e-05, as C writes it
      return `${zeroless(mantissa, style.least)}e${exponent[0]}${digits}`;
    }
  }
}

/** Without the zeros at its end, but with so many decimals; -0 is 0. */
function zeroless(text: string, least: number): string {
  const dot = text.indexOf('.');
  let end = text.length;
  if (dot >= 0) while (end > dot + 1 + least && text[end - 1] === '0') end--;
  const short = text.slice(0, dot >= 0 && end === dot + 1 ? dot : end);
  return /^-[0.]*$/.test(short) ? short.slice(1) : short;
}
