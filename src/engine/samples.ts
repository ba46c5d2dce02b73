import { type DatasetIndex, type Sample, selectorOf } from '../core/dataset';
import { randomFor } from '../core/random';
import { chooseRows } from './table/choose-rows';

/**
 * Samples to show: drawn by seed, spread over classes, out of the chosen training samples (out of all chosen ones where
 * no training sample was chosen). `shuffle` 0 is what `preview` shows; each next number gives others, as long as there
 * are any. Empty files are passed over. At most `count`, each once.
 */
export function chooseSamples(index: DatasetIndex, seed: number, count: number, shuffle: number): readonly Sample[] {
  if (index.tables) return chooseRows({ ...index, tables: index.tables }, seed, count, shuffle);
  const chosen = selectorOf(index);
  const usable = index.samples.filter((s) => s.bytes > 0 && chosen(s.path));
  const training = usable.filter((s) => s.split === 'train');
  const samples = training.length > 0 ? training : usable;
  const classes = shuffled([...byClass(samples)], seed, 'classes').map(([name, list]) => shuffled(list, seed, name));
  const picked = new Set<Sample>();
  const wanted = Math.min(count, samples.length);
  // The rounds go on where the set before ended, so that small classes come round again and large ones show new samples.
  for (let turn = shuffle * count, idle = 0; picked.size < wanted && idle <= samples.length * classes.length; turn++) {
    const list = classes[turn % classes.length]!;
    const before = picked.size;
    picked.add(list[Math.floor(turn / classes.length) % list.length]!);
    idle = picked.size > before ? 0 : idle + 1;
  }
  return [...picked];
}

function byClass(samples: readonly Sample[]): ReadonlyMap<string, readonly Sample[]> {
  const classes = new Map<string, Sample[]>();
  for (const sample of samples) {
    const name = sample.labels[0]?.name ?? '';
    const list = classes.get(name);
    if (list) list.push(sample);
    else classes.set(name, [sample]);
  }
  return classes;
}

/** The same items in an order by seed (Fisher and Yates). */
function shuffled<T>(items: readonly T[], seed: number, what: string): readonly T[] {
  const random = randomFor(seed, 'samples', what);
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.integer([0, i]);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
