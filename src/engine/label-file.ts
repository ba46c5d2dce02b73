import { firstBytes } from './first-bytes';

/** What the beginning of COCO files and of `data.yaml` holds, and that of `package.json` or a recipe does not. */
const beginnings: readonly (readonly [RegExp, RegExp])[] = [
  [/\.json$/i, /"(images|annotations|categories)"\s*:\s*\[\s*[{\]]|"info"\s*:\s*\{/],
  [/\.ya?ml$/i, /^(names|nc)\s*:/m],
];

/** True when a `.json` or `.yaml` file has labels in it, not the settings of something that lies beside the data. */
export async function isLabelFile(path: string): Promise<boolean> {
  const content = beginnings.find(([name]) => name.test(path))?.[1];
  if (!content) return false;
  const bytes = await firstBytes(path).catch(() => new Uint8Array());
  return content.test(new TextDecoder().decode(bytes));
}
