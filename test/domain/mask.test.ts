import { maskSecrets } from '../../src/domain/mask.js';

test.each([
  ['a JSON web token', 'got eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbg here', 'got [token] here'],
  ['a bearer token of any kind', 'Authorization: Bearer abc.def-123', 'Authorization: Bearer [token]'],
  ['a secret in a form', 'a=1&client_secret=hush&b=2', 'a=1&client_secret=[hidden]&b=2'],
  ['a private key', '{"pem":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----"}', '{"pem":"[key]"}'],
  ['a secret of the configuration', 'wrong: s3cret-value!', 'wrong: [hidden]!'],
])('%s is taken out', (_what, text, masked) => {
  expect(maskSecrets(text, ['s3cret-value'])).toBe(masked);
});
