import type { Picture } from '../../../src/protocol-tiles';

/** A picture that is decoded and can be shown at once. */
export interface ShownPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Decodes before it is shown, so that the old picture stays until this one can take its place. */
export async function openPicture({ bytes, mime, size }: Picture): Promise<ShownPicture> {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mime }));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    URL.revokeObjectURL(url);
    throw new Error('The picture was made, but can’t be shown here.');
  }
  return { url, width: size.width, height: size.height };
}

/** Gives the memory back once the page has painted what replaced it. */
export const closePicture = ({ url }: ShownPicture): void => void setTimeout(() => URL.revokeObjectURL(url), 1000);
