import { jest } from '@jest/globals';
import * as contentDisposition from 'content-disposition';
import * as cookie from 'cookie';

/**
 * Node 20.19 and newer can `require` an ES module; Jest's own loader cannot, and two packages behind the server do. This hands them the very
 * modules they ask for. Import it before anything that imports the server, and import the server with `await import`.
 */
export function letCommonJsRequireEsm(): void {
  jest.mock('content-disposition', () => contentDisposition);
  jest.mock('cookie', () => cookie);
}
