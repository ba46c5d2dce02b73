import type { Parameter } from '../core/parameters';
import type { TransformInfo } from '../core/transform';
import { valueWords } from '../core/values';

const start = '<!-- transforms: written by npm run generate -->';
const end = '<!-- /transforms -->';

/** README with its table of transforms made anew. Throws when the marks are gone. */
export function withTransformTable(readme: string, transforms: readonly TransformInfo[]): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has lost its marks "${start}" and "${end}": put them back`);
  return `${readme.slice(0, from)}${start}\n${transformTable(transforms)}\n${readme.slice(to)}`;
}

function transformTable(transforms: readonly TransformInfo[]): string {
  const rows = transforms.map((t) => {
    const parameters = Object.entries(t.parameters).map(([name, p]) => `\`${name}\` ${describe(p)}`);
    return `| \`${t.id}\` | ${t.summary} | ${parameters.join('; ')} | ${t.follows} |`;
  });
  return [
    '| transform | what it does | parameters: default (full range) | follows |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function describe(p: Parameter): string {
  if (p.kind === 'choice') return Object.keys(p.options).join(' \\| ');
  if (p.kind !== 'range' && p.kind !== 'number') return valueWords(p, p.default);
  const full = valueWords({ ...p, kind: 'range', default: [p.min, p.max] }, [p.min, p.max]);
  return `${valueWords(p, p.default)} (${full})`;
}
