/**
 * A text with everything taken out that looks like a token, a key or a signed assertion, and the given secrets wherever they stand: another
 * system may show us the request it choked on.
 */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  const masked = text
    .replace(/\beyJ[\w-]{8,}(\.[\w-]+)*/g, '[token]')
    .replace(/\bBearer\s+(?!\[token\])[^\s"'\\]+/gi, 'Bearer [token]')
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*/g, '[key]')
    .replace(/\b(client_secret|client_assertion|access_token|password|sig|code)=[^&\s"'\\]+/gi, '$1=[hidden]');
  return secrets.filter((secret) => secret.length >= 6).reduce((known, secret) => known.replaceAll(secret, '[hidden]'), masked);
}
