import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Count, countResults } from './results';
import { projectRoot } from './vscode/paths';

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
  /** It keeps all cores busy by itself. */
  readonly alone?: true;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const countVitest = (file: string): Count => {
  if (!existsSync(file)) return { passed: 0, failed: [] };
  const { numPassedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const failed = testResults.flatMap(({ name, status, assertionResults }) => {
    const path = relative(projectRoot, name);
    const tests = assertionResults.filter((one) => one.status === 'failed').map((one) => `${path}: ${one.fullName}`);
    // a file that could not be loaded, or whose preparation failed, has no failed test to count
    return status === 'failed' && tests.length === 0 ? [path] : tests;
  });
  return { passed: numPassedTests, failed };
};

export const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint', command: () => ['lint'] },
  { name: 'types', title: 'Types', command: () => ['types'] },
  { name: 'build', title: 'Build', command: () => ['build'] },
  {
    name: 'unit',
    title: 'Unit tests',
    command: (file) => ['unit', '--', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    count: countVitest,
    alone: true,
  },
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
