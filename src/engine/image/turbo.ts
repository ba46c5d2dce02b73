import type { Raster } from '../../core/image';
import type { JpegHeader } from './jpeg-header';
import type { Workspace } from './workspace';

type Turbo = typeof import('@julusian/jpeg-turbo') & { readonly version: string };
let loading: Promise<Turbo | undefined> | undefined;

/** libjpeg-turbo, loaded when the first JPEG needs it; undefined where there is no build for this machine. */
function loadTurbo(): Promise<Turbo | undefined> {
  loading ??= Promise.all([
    import('@julusian/jpeg-turbo'),
    import('@julusian/jpeg-turbo/package.json', { with: { type: 'json' } }),
  ]).then(
    ([{ default: binding }, { default: manifest }]) => ({ ...binding, version: manifest.version }),
    () => undefined,
  );
  return loading;
}

/** The version that decodes and encodes plain JPEG files here; `none`: sharp does. */
export const turboVersion = async (): Promise<string> => (await loadTurbo())?.version ?? 'none';

/**
 * Pixels of a plain JPEG, colour in the workspace where there is one; undefined where sharp has to look at it: it is
 * damaged, or libjpeg-turbo is not there.
 */
export async function turboDecode(
  bytes: Uint8Array,
  header: JpegHeader,
  workspace?: Workspace,
): Promise<Raster | undefined> {
  const turbo = header.plain ? await loadTurbo() : undefined;
  if (!turbo) return undefined;
  const { width, height } = header;
  const channels = header.components === 1 ? 1 : 3;
  const format = channels === 1 ? turbo.FORMAT_GRAY : turbo.FORMAT_RGB;
  const data = workspace && channels === 3 ? workspace.sourceRoom(header) : new Uint8Array(width * height * channels);
  try {
    const decoded = turbo.decompressSync(bytes as Buffer, bufferOver(data), { format });
    return decoded.width === width && decoded.height === height ? { width, height, channels, data } : undefined;
  } catch {
    return undefined;
  }
}

/** The binding's `slice` copies any array that is not a Buffer. */
const bufferOver = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, length);

/**
 * A JPEG file of 8 bit gray or colour (4:2:0), in the workspace where there is one; undefined where sharp has to write it.
 * Baseline, with the standard Huffman tables. Up to quality 95 by the fast transform, which at 95 costs 1.9 to 3.8 dB
 * of clean photos; above, by the exact one.
 */
export async function turboEncode(
  { width, height, channels, data }: Raster,
  quality: number,
  workspace?: Workspace,
): Promise<Uint8Array | undefined> {
  const turbo = await loadTurbo();
  if (!turbo || data instanceof Uint16Array || channels % 2 === 0) return undefined;
  const [format, subsampling] =
    channels === 1 ? [turbo.FORMAT_GRAY, turbo.SAMP_GRAY] : [turbo.FORMAT_RGB, turbo.SAMP_420];
  try {
    const most = turbo.bufferSize({ width, height, subsampling });
    const room = workspace?.fileRoom(most) ?? Buffer.allocUnsafeSlow(most);
    const file = turbo.compressSync(data as Buffer, room, { format, width, height, subsampling, quality });
    return workspace ? file : Uint8Array.from(file);
  } catch {
    return undefined;
  }
}
