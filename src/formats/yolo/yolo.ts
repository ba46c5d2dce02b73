import type { ObjectLabel } from '../../core/objects';
import { sidecarFormat } from '../label-format';
import { findYolo } from './find';
import { objectOf, rowProblem, rowsOf } from './rows';
import type { YoloSet } from './set';
import { writeYolo } from './write';

/**
 * Ultralytics: a `.txt` for each picture with a row for each object: a class and a box, an outline, four corners, or a
 * box and keypoints, as shares of width and height. A row without size is left out; any other that can't be read throws.
 */
export const yolo = sidecarFormat<YoloSet>({
  name: 'yolo',
  kind: 'sidecar',
  find: findYolo,
  read(text, set, size) {
    const objects = rowsOf(text ?? '').flatMap((row, i): readonly ObjectLabel[] => {
      const wrong = rowProblem(row, set);
      if (wrong) throw new Error(`line ${row.line} ${wrong}`);
      const object = objectOf(row, i + 1, set, size);
      const { box } = object;
      return box && (box.right <= box.left || box.bottom <= box.top) ? [] : [object];
    });
    return { objects };
  },
  write: writeYolo,
});
