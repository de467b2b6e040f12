// A user agent in words: which browser on which system, as far as it says. Pages may send any text: unknown ones are told as they are.

const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\b(?:OPR|Opera)\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\b/, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const charsMax = 80;

/** `Chrome 120 on Windows`. */
export function deviceText(userAgent: string | null): string {
  if (userAgent === null || userAgent === '') return 'a device that does not say what it is';
  const [browser, version] = browserIn(userAgent);
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser === undefined)
    return userAgent.length > charsMax ? `${userAgent.slice(0, charsMax)}…` : userAgent;
  return `${browser} ${version}${system === undefined ? '' : ` on ${system}`}`;
}

function browserIn(userAgent: string): [string | undefined, string] {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return [name, version];
  }
  return [undefined, ''];
}
