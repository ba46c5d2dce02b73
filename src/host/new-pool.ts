import type { Pool } from '../engine/pool';
import { createWorkers } from '../engine/workers';
import { editorModel } from './editor-model';
import { ffmpegOf, workersOf } from './settings';

/** Worker processes as the settings have them. */
export const newPool = (workerFile: string): Pool =>
  createWorkers({ workers: workersOf(), workerFile, languageModel: editorModel, env: ffmpegOf() });
