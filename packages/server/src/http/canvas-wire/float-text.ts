// Floats as Ruby writes them, and with it Canvas's headers: always with a fraction, small ones with an exponent.

/** `600` → `600.0`, `0.00005` → `5.0e-05`. For finite numbers below 10^16. */
export function floatText(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e-');
    return `${withFraction(mantissa)}e-${exponent.padStart(2, '0')}`;
  }
  return withFraction(String(value));
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
