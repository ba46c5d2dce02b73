import { basename, dirname, extname } from 'node:path';
import { type LogOutputChannel, Uri, window, workspace } from 'vscode';
import { UseError } from '../../core/errors';
import { openAlbumentations } from '../../core/import/albumentations';
import { catalogue } from '../../transforms/index';
import { unattended } from '../log';
import { askPresetName } from '../preset-dialogs';
import { pathsOf } from '../selection';
import { savePreset } from '../settings-write';

/** Makes a preset out of an Albumentations pipeline: the file under the pointer, else one that the user picks. */
export async function openAlbumentationsRecipe(log: LogOutputChannel, uri: unknown): Promise<void> {
  const file = uri instanceof Uri ? uri : await pickFile();
  if (!file) return;
  const [path] = pathsOf([file]);
  const { recipe, notes, leftOut } = openAlbumentations(await readJson(file), catalogue);
  const root = workspace.getWorkspaceFolder(file)?.uri.fsPath ?? workspace.workspaceFolders?.[0]?.uri.fsPath;
  const place = root ?? dirname(path!);
  const name = await askPresetName(place, basename(path!, extname(path!)));
  if (name === undefined) return;
  await savePreset(place, name, recipe);
  for (const note of notes) log.info(`${basename(path!)}: ${note}`);
  const words = [`Saved the preset ${name}.`, ...leftOut.map((note) => `${note}.`)].join(' ');
  const more = notes.length > leftOut.length ? ['Show All Differences'] : [];
  const telling = window.showInformationMessage(words, ...more).then((choice) => choice && log.show());
  unattended(log, 'Telling what differs', telling);
}

async function pickFile(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: 'Open Albumentations Recipe',
    openLabel: 'Open Recipe',
    filters: { 'A.save, as JSON': ['json'] },
  });
  return picked?.[0];
}

async function readJson(file: Uri): Promise<unknown> {
  const text = Buffer.from(await workspace.fs.readFile(file)).toString('utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UseError(`${basename(file.fsPath)} is not valid JSON: ${(error as Error).message}`);
  }
}
