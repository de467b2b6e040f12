// Colours, sizes and shadows of our style sheets, from Instructure's own themes: `theme("color.text.base")` in CSS becomes the
// value in the light theme, and in the dark theme for people whose system is dark. Knows no property of ours.

import { dark, light } from '@instructure/ui-themes';
import type { CSSOptions } from 'vite';

type PostcssPlugin = NonNullable<
  Exclude<Exclude<CSSOptions['postcss'], string>, undefined>['plugins']
>[number];

interface Shadow {
  x: string;
  y: string;
  blur: string;
  spread: string;
  color: string;
}

const inDark = '(prefers-color-scheme: dark)';
const reference = /theme\("([\w.]+)"\)/g;

/** For Vite's `css.postcss.plugins`. A name that the themes do not have fails the build. */
export function themeTokens(): PostcssPlugin {
  return {
    postcssPlugin: 'theme-tokens',
    Once(root, { AtRule }) {
      root.walkRules((rule) => {
        const ofDark = rule.clone({ nodes: [] });
        rule.each((node) => {
          if (node.type !== 'decl' || !node.value.includes('theme(')) return;
          const declared = node.value;
          node.value = resolved(declared, light.newTheme);
          const value = resolved(declared, dark.newTheme);
          if (value !== node.value) ofDark.append(node.clone({ value }));
        });
        if (ofDark.nodes.length > 0)
          rule.after(new AtRule({ name: 'media', params: inDark, nodes: [ofDark] }));
      });
    },
  };
}

type Theme = typeof light.newTheme | typeof dark.newTheme;

function resolved(value: string, theme: Theme): string {
  const semantics = theme.semantics(theme.primitives as never);
  const tokens = { ...semantics, ...theme.sharedTokens(semantics as never), spacing: semantics.spacing };
  return value.replace(reference, (_, path: string) => textOf(path, tokens));
}

/** A colour or a size as it is, a shadow as CSS has it. */
function textOf(path: string, tokens: object): string {
  let found: unknown = tokens;
  for (const name of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[name];
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  if (typeof found !== 'object' || found === null) throw new Error(`the themes have no ${path}`);
  const shadows = Object.values(found) as Shadow[];
  return shadows.map(({ x, y, blur, spread, color }) => `${x} ${y} ${blur} ${spread} ${color}`).join(', ');
}
