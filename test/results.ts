import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** One test that ran, a line of JSON in the file that RESULTS_FILE names: written as it ends, so that a crash loses none. */
export interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly error?: string;
}

export interface Count {
  readonly passed: number;
  /** Their names. */
  readonly failed: readonly string[];
}

export const recordResult = (result: Result): void => {
  if (process.env.RESULTS_FILE) appendFileSync(process.env.RESULTS_FILE, `${JSON.stringify(result)}\n`);
};

export const countResults = (file: string): Count => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const failed = lines.map((line) => JSON.parse(line) as Result).filter(({ passed }) => !passed);
  return { passed: lines.length - failed.length, failed: failed.map(({ name }) => name) };
};
