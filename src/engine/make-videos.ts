import { videoFacts, videoPath } from './labels/clip-path';
import { labelsFor, sourcesFor, writeEach } from './make-sounds';
import { orNothing, readSource } from './outcomes';
import type { TaskControl } from './serve';
import type { VariantOutcome, VariantsAsk } from './variant-asks';
import { openVideo } from './video/open';
import { renderVideos } from './video/render';

/** Makes variants of one clip of video, whose pictures are decoded once by one ffmpeg that encodes all of them. */
export const makeVideos = (ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> =>
  orNothing(ask, async () => {
    const source = await readSource(ask, (path) => openVideo(path, control));
    const labels = await labelsFor(ask, videoFacts(source));
    const steps = ask.variants.map((one) => one.steps);
    const made = await renderVideos(source, steps, ask.output, sourcesFor(ask, control), control);
    return writeEach(ask, made, control, labels, ({ program }) => videoPath(program, source));
  });
