import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { thirdPartyNotices } from '../../../src/build/notices';
import { onnxBuild, runtimePackages, type Target, targets, turboBuild } from '../../../src/build/runtime';

describe('packages inside the VSIX', () => {
  it.each(Object.keys(targets) as Target[])(
    '%s gets sharp and libjpeg-turbo, and the libraries of that platform alone',
    async (target) => {
      const names = [...(await runtimePackages(target)).keys()];
      const native = names.filter((name) => name.startsWith('@img/sharp'));
      const wanted = [`@img/sharp-${targets[target]}`, `@img/sharp-libvips-${targets[target]}`];
      expect(native).toEqual(target === 'win32-x64' ? wanted.slice(0, 1) : wanted);
      expect(names).toEqual(expect.arrayContaining(['sharp', 'detect-libc', 'semver', '@img/colour']));
      expect(names).toEqual(expect.arrayContaining(['@julusian/jpeg-turbo', 'pkg-prebuilds']));
      expect(names).not.toContain('cmake-js');
      expect(names.filter((name) => name.startsWith('@ffmpeg-installer/'))).toEqual([
        '@ffmpeg-installer/ffmpeg',
        `@ffmpeg-installer/${target === 'alpine-x64' ? 'linux-x64' : target}`,
      ]);
      const builds = await readdir('node_modules/@julusian/jpeg-turbo/prebuilds');
      expect(builds).toContain(turboBuild(target));
      const build = onnxBuild(target);
      expect(names.includes('onnxruntime-node')).toBe(build !== undefined);
      expect(names).not.toContain('onnxruntime-web');
      if (build)
        expect(await readdir(join('node_modules/onnxruntime-node', build))).toContain('onnxruntime_binding.node');
    },
  );
});

describe('third-party notices', () => {
  it('name licence and text of each package, and where the sources of libvips and ffmpeg are', () => {
    const text = thirdPartyNotices([
      { name: 'b', version: '2.0.0', license: 'MIT', text: 'Permission is granted' },
      { name: 'a', version: '1.0.0', license: 'LGPL-3.0-or-later', homepage: 'https://a.example' },
    ]);
    expect(text).toMatch(
      /a 1\.0\.0\nLicence: LGPL-3\.0-or-later\nhttps:\/\/a\.example[\s\S]*b 2\.0\.0[\s\S]*Permission/,
    );
    expect(text).toContain('https://github.com/lovell/sharp-libvips');
    expect(text).toContain('https://git.ffmpeg.org/ffmpeg.git');
    expect(text).toContain('WordNet 3.1 Copyright 2011 by Princeton University');
  });
});
