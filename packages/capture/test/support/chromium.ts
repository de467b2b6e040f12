// The system's own Chromium for tests, driven by Playwright. Tests that need it are skipped, and say so, where there is none.

import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

/** Where Debian and others have it. */
const paths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; undefined where there is none. `QUIZWIRE_CHROMIUM` names another. */
export const chromiumPath = process.env.QUIZWIRE_CHROMIUM ?? paths.find((path) => existsSync(path));

/** Root may not use the sandbox; nothing may go out to the network by itself. */
const options: LaunchOptions = {
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A browser of its own, without a profile. Dispose with `close()`. */
export async function startChromium(more: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ ...options, ...whereItIs(), ...more });
}

/** A browser on a profile that outlives it, so that a crash and a new start can be tested. */
export async function startChromiumOn(profileFolder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, { ...options, ...whereItIs() });
}

function whereItIs(): { executablePath: string } {
  if (chromiumPath === undefined)
    throw new Error('Chromium is not installed; QUIZWIRE_CHROMIUM says where it is');
  return { executablePath: chromiumPath };
}
