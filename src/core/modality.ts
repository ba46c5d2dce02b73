/** The kinds of data, in the order in which users see them. */
export const modalities = ['image', 'text', 'audio', 'video', 'embedding'] as const;
export type Modality = (typeof modalities)[number];

/** What one sample of a kind of data is called: "70 images", "160 clips". */
export const sampleWords: Readonly<Record<Modality, readonly [one: string, many: string]>> = {
  image: ['image', 'images'],
  text: ['text', 'texts'],
  audio: ['clip', 'clips'],
  video: ['clip', 'clips'],
  embedding: ['row', 'rows'],
};

/** The kind of data that a transform works on: `image.flip` → `image`. */
function modalityOf(transform: string): string {
  return transform.slice(0, Math.max(0, transform.indexOf('.')));
}

/** True when a step can stand in a recipe for this kind of data: a video's sound takes the steps of sound, but no mixing. */
export const worksOn = (transform: string, modality: string): boolean =>
  modalityOf(transform) === modality ||
  (modality === 'video' && modalityOf(transform) === 'audio' && transform !== 'audio.mixup');
