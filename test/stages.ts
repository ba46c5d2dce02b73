import { existsSync, readFileSync } from 'node:fs';
import { type Count, countResults } from './results';

/** A part of `npm test`: an npm script, and how to count what it ran. */
export interface Stage {
  readonly name: string;
  readonly title: string;
  /** The npm script, and what follows it; `file` is where it leaves its results. */
  readonly command: (file: string) => readonly string[];
  /** Undefined: the command itself is the one test. */
  readonly count?: (file: string) => Count;
  /** When one of these failed in the same run, this stage would test something old: it fails unrun. */
  readonly needs?: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const countVitest = (file: string): Count => {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  // a file that could not be loaded has no tests to count
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
};

export const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint', command: () => ['lint'] },
  { name: 'types', title: 'Types', command: () => ['types'] },
  {
    name: 'unit',
    title: 'Unit tests',
    command: (file) => ['unit', '--', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    count: countVitest,
  },
  { name: 'build', title: 'Build', command: () => ['build'] },
  { name: 'package', title: 'Package the VSIX', command: () => ['package'], needs: ['build'] },
  {
    name: 'host',
    title: 'Inside the extension host of VS Code',
    command: () => ['host'],
    count: countResults,
    needs: ['build'],
  },
  {
    name: 'e2e',
    title: 'End to end, in a browser, with the VSIX installed',
    command: () => ['e2e'],
    count: countResults,
    needs: ['build', 'package'],
  },
];
