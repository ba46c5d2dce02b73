import type { LabelSet } from '../../core/dataset';
import type { YoloConfig } from './config';

export type YoloTask = 'boxes' | 'segments' | 'oriented boxes' | 'pose';

/** YOLO labels of one dataset. */
export interface YoloSet extends LabelSet {
  readonly format: 'yolo';
  readonly task: YoloTask;
  readonly names: YoloConfig['names'];
  readonly keypoints?: YoloConfig['keypoints'];
}
