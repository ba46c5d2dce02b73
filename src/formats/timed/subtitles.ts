/** How one format of subtitles writes times. */
export interface Dialect {
  /** One time: hours (or none), minutes, seconds, the part of a second. */
  readonly time: RegExp;
  /** Digits after the point and the point as they stand in `was`. */
  write(seconds: number, was: string): string;
}

/** A subtitle: what stands before its times, the times, and all that follows. */
export interface Cue {
  /** Its number, or its name; undefined where it has none. */
  readonly id?: string;
  /** Line of its times, from 1. */
  readonly line: number;
  /** The times as they are written, with what stands between and after them. */
  readonly start: string;
  readonly between: string;
  readonly end: string;
  readonly rest: string;
  readonly lines: readonly string[];
  /** Comments and other blocks that follow it. */
  readonly after: readonly string[];
}

export interface Subtitles {
  /** Blocks before the first subtitle. */
  readonly head: readonly string[];
  readonly cues: readonly Cue[];
}

const source = ({ time }: Dialect): string => time.source;

/** Splits a file into its blocks. Throws with the line for times that can't be read. */
export function parseSubtitles(text: string, dialect: Dialect): Subtitles {
  const timing = new RegExp(`^\\s*(${source(dialect)})(\\s*-->\\s*)(${source(dialect)})(.*)$`);
  const head: string[] = [];
  const cues: Cue[] = [];
  let at = 1;
  for (const block of blocksOf(text)) {
    const line = at + block.before;
    at = line + block.lines.length;
    const arrow = block.lines.slice(0, 2).findIndex((one) => one.includes('-->'));
    if (arrow < 0) {
      const whole = block.lines.join('\n');
      const last = cues.at(-1);
      if (last) cues[cues.length - 1] = { ...last, after: [...last.after, whole] };
      else head.push(whole);
      continue;
    }
    const groups = timing.exec(block.lines[arrow]!);
    if (!groups) throw new Error(`line ${line + arrow} has times that can't be read: ${block.lines[arrow]}`);
    const [, start, between, end, rest] = groups as unknown as [string, string, string, string, string];
    cues.push({
      ...(arrow === 1 && { id: block.lines[0]! }),
      ...{ line: line + arrow, start, between, end, rest, lines: block.lines.slice(arrow + 1), after: [] },
    });
  }
  return { head, cues };
}

function blocksOf(text: string): readonly { readonly before: number; readonly lines: readonly string[] }[] {
  const blocks: { before: number; lines: string[] }[] = [];
  let [current, empty]: [string[], number] = [[], 0];
  const close = () => {
    if (current.length === 0) return;
    blocks.push({ before: empty, lines: current });
    [current, empty] = [[], 0];
  };
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.trim() !== '') current.push(line);
    else {
      close();
      empty++;
    }
  }
  close();
  return blocks;
}

/** "01:02:03,450" → seconds. */
export function secondsOf(time: string): number {
  const parts = time.split(':').map((part) => Number(part.replace(',', '.')));
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}

/** Seconds as a time with whole milliseconds; hours where `hours` digits are wanted. */
export function timeText(seconds: number, hours: number, point: string): string {
  const all = Math.max(0, Math.round(seconds * 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
  const rest = `${two(m)}:${two(Math.floor(all / 1000) % 60)}${point}${String(all % 1000).padStart(3, '0')}`;
  return hours > 0 || h > 0 ? `${String(h).padStart(Math.max(2, hours), '0')}:${rest}` : rest;
}
