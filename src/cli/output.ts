import type { RunProgress } from '../core/run';

/** stdout carries results alone; all that is said to the user goes to stderr. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
export const print = (text: string): void => void process.stdout.write(`${text}\n`);
/** The last line of stdout. */
export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** "1 image", "70 images" */
export const counted = (count: number, [one, many]: readonly [one: string, many: string]): string =>
  `${count} ${count === 1 ? one : many}`;

const quiet = 5000; // ms between two lines where nobody watches a terminal

/** Shows how far a run is: one line that changes on a terminal, a line now and then elsewhere. */
export function showProgress(): { tell(progress: RunProgress): void; say(line: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let shown = false;
  let last = performance.now();
  const clear = () => {
    if (shown) process.stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    tell({ done, total, rate, secondsLeft }) {
      const left = secondsLeft === undefined || done === total ? '' : `, ${duration(secondsLeft)} left`;
      const line = `${done} of ${total} done, ${rate.toFixed(1)} a second${left}`;
      if (terminal) {
        clear();
        process.stderr.write(line);
        shown = true;
      } else if (performance.now() - last >= quiet) {
        last = performance.now();
        say(line);
      }
    },
    say(line) {
      clear();
      say(line);
    },
    end: clear,
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
