import { BusinessCentralError } from './errors.js';
import type { Row } from './table.js';

/** The weak ETag of a row: base64 of `'NN;<digits>;00;'`, as recorded (reference 8). Callers must treat it as opaque. */
export function etagOf(row: Row): string {
  const digits = `9${String(row.version).padStart(18, '0')}`;
  return `W/"${Buffer.from(`'${digits.length};${digits};00;'`).toString('base64')}"`;
}

/**
 * Checks If-Match before a write.
 * @throws 400 `BadRequest_InvalidToken` when it is missing (and `required`) or malformed, 409 `Request_EntityChanged` when stale.
 */
export function checkIfMatch(ifMatch: string | undefined, row: Row, required: boolean): void {
  if (ifMatch === undefined) {
    if (required) throw invalidToken();
    return;
  }
  if (ifMatch === '*') return;
  if (!/^(W\/)?"[^"]+"$/.test(ifMatch)) throw invalidToken();
  if (ifMatch.replace(/^W\//, '') !== etagOf(row).replace(/^W\//, '')) {
    throw new BusinessCentralError(409, 'Request_EntityChanged', 'Another user has already changed the record.');
  }
}

function invalidToken(): BusinessCentralError {
  const message =
    'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.';
  return new BusinessCentralError(400, 'BadRequest_InvalidToken', message);
}
