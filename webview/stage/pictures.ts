import type { Picture } from '../../src/protocol';

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

/** Pictures of sources, which no recipe changes. Forgets the ones that were not wanted for longest. */
export function createSourcePictures(most: number) {
  const pictures = new Map<string, ShownPicture>();
  return {
    has: (source: string): boolean => pictures.has(source),
    get(source: string): ShownPicture | undefined {
      const picture = pictures.get(source);
      if (picture) {
        pictures.delete(source);
        pictures.set(source, picture);
      }
      return picture;
    },
    put(source: string, picture: ShownPicture): void {
      const old = pictures.get(source);
      if (old) closePicture(old);
      pictures.delete(source);
      pictures.set(source, picture);
      const [oldest] = pictures;
      if (pictures.size > most && oldest) {
        pictures.delete(oldest[0]);
        closePicture(oldest[1]);
      }
    },
    clear(): void {
      for (const picture of pictures.values()) closePicture(picture);
      pictures.clear();
    },
  };
}
