import { setFlagsFromString } from 'node:v8';
import { main } from './main';
import { say } from './output';

/** Aborts at the first Ctrl+C or request to end; the second ends the process at once. */
function untilStopped(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (abort.signal.aborted) process.exit(130);
      say('Stopping; what is written stays whole. Once more stops at once.');
      abort.abort();
    });
  }
  return abort.signal;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exitCode = 141; // whoever read this has gone: `dataset-augment list | head`
});

// Room for new objects stays as small as it begins: else it is what a run over many files grows by, 40 MB.
setFlagsFromString('--semi-space-growth-factor=1');

main(process.argv.slice(2), untilStopped).then((code) => {
  process.exitCode ??= code;
});
