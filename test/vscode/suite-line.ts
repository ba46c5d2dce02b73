import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Message } from './suite-wrapper';

const quietAfterResult = 3000; // ms for VS Code to add its own word

export interface SuiteLine {
  readonly port: number;
  readonly started: () => boolean;
  readonly verdict: () => number | undefined;
  readonly close: () => void;
}

/** The stand-in's end of the line to the suite. Closed without a result means that the extension host died: a failure. */
export const listenToSuite = async (finish: (code: number, why?: string) => void): Promise<SuiteLine> => {
  let started = false;
  let verdict: number | undefined;
  const hear = (message: Message) => {
    if (message.kind === 'start') started = true;
    else if (message.kind === 'log')
      (message.level === 'error' || message.level === 'warn' ? console.error : console.log)(message.text);
    else {
      verdict = message.code;
      if (message.error) console.error(message.error);
      setTimeout(finish, quietAfterResult, message.code);
    }
  };
  const listener = createServer((socket) => {
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => hear(JSON.parse(line) as Message));
    lines.on('close', () => verdict === undefined && finish(105, hostDied));
    socket.on('error', () => {});
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, started: () => started, verdict: () => verdict, close: () => listener.close() };
};

export const hostDied = 'the extension host ended before the suite did';
