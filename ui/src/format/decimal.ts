/** `a + b` of decimal texts, exact: both are brought to whole numbers of the same scale. */
export function addDecimals(a: string, b: string): string {
  const scale = Math.max(fractionDigits(a), fractionDigits(b));
  return fromScaled(scaled(a, scale) + scaled(b, scale), scale);
}

function fractionDigits(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function scaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function fromScaled(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `a × b` of decimal texts, exact. */
export function timesDecimals(a: string, b: string): string {
  const [scaleOfA, scaleOfB] = [fractionDigits(a), fractionDigits(b)];
  return fromScaled(scaled(a, scaleOfA) * scaled(b, scaleOfB), scaleOfA + scaleOfB);
}
