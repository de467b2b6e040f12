// How the pages are built: several entries, one for each page, so that a page loads only what it needs.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { themeTokens } from './build/theme-tokens.ts';

const root = import.meta.dirname;
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));

export default defineConfig({
  root,
  base: '/assets/',
  // Where a proxy gives the server a folder of its site, scripts find each other all the same; the HTML is mended when sent.
  experimental: {
    renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  css: { postcss: { plugins: [themeTokens()] } },
  build: {
    outDir: 'dist',
    assetsDir: '',
    target: 'es2022',
    emptyOutDir: true,
    rolldownOptions: { input: pages.map((name) => resolve(root, name)) },
  },
});
