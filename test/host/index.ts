// The entry of the in-editor suite: VS Code calls run() in the extension host. Each *.test.ts beside this file is bundled
// next to it by run.ts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { recordResult } from '../results';

export const run = (): Promise<void> => {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'spec', color: false, grep: process.env.SUITE_GREP });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  return new Promise((done, fail) => {
    let ran = 0;
    const runner = mocha.run((failures) => {
      if (ran === 0) fail(new Error('No test ran'));
      else if (failures > 0) fail(new Error(`${failures} failed`));
      else done();
    });
    runner.on('pass', (test) => {
      ran++;
      recordResult({ name: test.fullTitle(), passed: true });
    });
    runner.on('fail', (test, error: Error) => {
      ran++;
      recordResult({ name: test.fullTitle(), passed: false, error: error.message });
    });
  });
};
