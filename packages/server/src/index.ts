// The package's public door: a server inside another program.

export { type App, startApp } from './app.ts';
export { type Config, ConfigInvalid, readConfig } from './config.ts';
export { openLog } from './log.ts';
