/** What is known of sources, which no recipe changes. Forgets the ones that were not wanted for longest. */
export interface Sources<V> {
  has(source: string): boolean;
  get(source: string): V | undefined;
  put(source: string, value: V): void;
  clear(): void;
}

export function createSources<V>(most: number, close: (value: V) => void): Sources<V> {
  const values = new Map<string, V>();
  const drop = (source: string) => {
    const value = values.get(source);
    if (value === undefined) return;
    values.delete(source);
    close(value);
  };
  return {
    has: (source) => values.has(source),
    get(source) {
      const value = values.get(source);
      if (value === undefined) return undefined;
      values.delete(source);
      values.set(source, value);
      return value;
    },
    put(source, value) {
      drop(source);
      values.set(source, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) drop(oldest);
    },
    clear() {
      for (const source of [...values.keys()]) drop(source);
    },
  };
}
