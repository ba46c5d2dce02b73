import { baseOf } from '../../core/names';
import { found, type LabelKind } from '../label-kind';

/** Files of the same name beside a sample, of any kind: nobody knows whether they say where things are. */
export const sidecars: LabelKind = {
  find: (tree, stems) =>
    found(
      'files beside the samples that may be labels',
      tree.rest.map((f) => f.path).filter((path) => baseOf(path).includes('.') && stems.at(path)),
    ),
};
