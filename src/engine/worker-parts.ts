/**
 * The parts of a worker. Each is a bundle of its own, read when the first task that needs it comes: to read all of them
 * took a process 0.1 s of CPU before its first picture.
 */
export const pictures = once(() => import('./worker-pictures'));
export const clips = once(() => import('./worker-clips'));
export const rows = once(() => import('./worker-rows'));

/** What is imported is copied each time anew where modules are required. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
