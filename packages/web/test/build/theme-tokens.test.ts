// The tokens of our style sheets: values of Instructure's themes, light and dark, that can be read on each other.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { preprocessCSS, resolveConfig } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { themeTokens } from '../../build/theme-tokens.ts';

/** The style sheet as the build makes it. */
async function resolved(css: string): Promise<string> {
  const config = await resolveConfig(
    { configFile: false, logLevel: 'silent', css: { postcss: { plugins: [themeTokens()] } } },
    'build',
  );
  return (await preprocessCSS(css, 'test.css', config)).code;
}

test('a token becomes its value, and in the dark theme another where that differs', async () => {
  const css = await resolved(
    ':root { color-scheme: dark; --a: theme("color.text.base"); --b: theme("spacing.spaceLg") }',
  );
  expect(css.replaceAll(/\s+/g, ' ')).toBe(
    ':root { color-scheme: dark; --a: #273540; --b: 1rem }' +
      '@media (prefers-color-scheme: dark) {:root { --a: #F2F4F5}}',
  );
});

test('a token that the themes do not have fails', async () => {
  await expect(resolved(':root { --a: theme("color.text.basic") }')).rejects.toThrow(
    'the themes have no color.text.basic',
  );
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  let values: Map<string, string>;
  beforeAll(async () => {
    const path = resolve(import.meta.dirname, '../../src/style/tokens.css');
    const [ofLight = '', ofDark = ''] = (await resolved(await readFile(path, 'utf8'))).split('@media');
    const css = theme === 'dark' ? ofLight + ofDark : ofLight;
    values = new Map(
      [...css.matchAll(/(--[\w-]+):\s*([^;}]+)/g)].map(([, name = '', value = '']) => [name, value]),
    );
  });

  test.each([
    ['--color-text', '--color-page'],
    ['--color-text', '--color-surface'],
    ['--color-text', '--color-surface-muted'],
    ['--color-text-muted', '--color-page'],
    ['--color-text-muted', '--color-surface'],
    ['--color-text-muted', '--color-surface-muted'],
    ['--color-text-success', '--color-surface'],
    ['--color-text-error', '--color-surface'],
    ['--color-text-warning', '--color-surface'],
    ['--color-text-info', '--color-surface'],
    ['--color-link', '--color-page'],
    ['--color-link', '--color-surface'],
    ['--color-on-primary', '--color-primary'],
    ['--color-on-secondary', '--color-secondary'],
    ['--color-on-danger', '--color-danger'],
    ['--color-quiet-text', '--color-surface'],
    ['--color-input-text', '--color-input'],
    ['--color-input-placeholder', '--color-input'],
  ])('%s can be read on %s', (ink, ground) => {
    expect(contrast(values.get(ink), values.get(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['--color-page', '--color-surface'])('the focus ring is seen on %s', (ground) => {
    expect(contrast(values.get('--color-focus'), values.get(ground))).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(one = '', other = ''): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
