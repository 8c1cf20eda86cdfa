import { unknownSegment, badRequest } from './errors.js';

/** One piece of a resource path: `salesInvoices({id})`. */
export interface Segment {
  name: string;
  key: string | undefined;
}

/** An address of the imitated service, taken apart. */
export interface ApiAddress {
  environment: string;
  /** Path up to and with `/api/v2.0`, for contexts and links. */
  root: string;
  segments: Segment[];
}

const apiPath = /^(\/v2\.0\/(?:[^/]+\/)?([^/]+)\/api\/v2\.0)(?:\/(.*))?$/;

/** True for paths that the Business Central side answers. */
export function isBusinessCentralPath(path: string): boolean {
  return path.startsWith('/v2.0/') || path.startsWith('/environments/v1');
}

/** Takes an API path apart; undefined when it is none. Throws for segments that cannot be read. */
export function readAddress(path: string): ApiAddress | undefined {
  const match = apiPath.exec(path);
  if (!match) return undefined;
  return { environment: decodeURIComponent(match[2]!), root: match[1]!, segments: readSegments(match[3] ?? '') };
}

/** Reads `companies({id})/salesInvoices({id})/…`. */
export function readSegments(path: string): Segment[] {
  return path
    .split('/')
    .filter(Boolean)
    .map((raw) => {
      const text = decodeSegment(raw);
      const match = /^([\w.$]+)(?:\((.*)\))?$/.exec(text);
      if (!match) throw unknownSegment(text);
      return { name: match[1]!, key: match[2] === undefined ? undefined : readKey(match[2]) };
    });
}

function decodeSegment(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw badRequest('Bad Request - Error in query syntax');
  }
}

function readKey(text: string): string {
  const value = text.replace(/^\w+=/, '');
  return value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value.toLowerCase();
}

/** The route of a path for counters: ids left out. */
export function routeName(path: string): string {
  const address = readAddress(path);
  if (!address) return path.startsWith('/environments') ? 'environments' : 'unknown';
  const shown = address.segments.filter(({ name }, at) => name !== 'companies' || address.segments.length === at + 1);
  return shown.map(({ name, key }) => (key === undefined ? name : `${name}{id}`)).join('/');
}
