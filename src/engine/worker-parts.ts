/**
 * The parts of a worker. Each is a bundle of its own, read when the first task that needs it comes: to read all of them
 * took a process 0.1 s of CPU before its first picture.
 */
export const pictures = () => import('./worker-pictures');
export const clips = () => import('./worker-clips');
export const rows = () => import('./worker-rows');
