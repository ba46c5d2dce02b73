import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** One test that ran, a line of JSON in the file that RESULTS_FILE names: written as it ends, so that a crash loses none. */
export interface Result {
  readonly name: string;
  readonly passed: boolean;
  readonly error?: string;
}

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export const recordResult = (result: Result): void => {
  if (process.env.RESULTS_FILE) appendFileSync(process.env.RESULTS_FILE, `${JSON.stringify(result)}\n`);
};

export const countResults = (file: string): Count => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const passed = lines.filter((line) => (JSON.parse(line) as Result).passed).length;
  return { passed, failed: lines.length - passed };
};
