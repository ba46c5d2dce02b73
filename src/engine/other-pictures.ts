import { recentImage } from './decoded';
import type { DecodedImage } from './image/decode';
import type { Others } from './image/others';
import { pickedFile } from './picked-file';
import { readable } from './readable';
import type { SourceAsk } from './variant-asks';

/** The other pictures of a task, decoded. Each throws an Error that says what it was needed for. */
export const otherPictures = ({ root, partners }: SourceAsk): Others<DecodedImage> => ({
  async partner(path) {
    try {
      return await recentImage(partners[path]!);
    } catch (error) {
      throw new Error(`its partner ${path} can't be used: ${readable(error).message}`);
    }
  },
  async target(folder, pick) {
    const { path, name } = await pickedFile(root, folder, pick, 'image', 'target pictures');
    try {
      const { raster, ...image } = await recentImage(path);
      return { ...image, raster, notes: [`target ${name}`] };
    } catch (error) {
      throw new Error(`the target picture ${path} can't be used: ${readable(error).message}`);
    }
  },
});
