/** The paths below `/v1.0/solutions` (reference section 3). */
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import { answerAppointments, answerCalendarView } from './appointment-routes.js';
import { answerEntities, entityCollections } from './entity-routes.js';
import { badRequest, GraphRefusal, noSuchSegment, notFound } from './errors.js';
import { refuseFilter } from './filters.js';
import { answerCount, answerItem, jsonHeaders } from './lists.js';
import { dropUpdated } from './render.js';
import type { World } from './world.js';

/** The service never lists more businesses than this, and never pages them. */
const businessLimit = 500;

/** Path segments after `/v1.0/`, decoded. @throws GraphRefusal 400 for an id that holds a slash or broken encoding */
export function readSegments(path: string): string[] {
  return path
    .split('/')
    .slice(2)
    .filter((segment) => segment !== '')
    .map((segment) => {
      const decoded = decode(segment);
      // However often the slash is encoded, the service does not find such an id (reference section 1, fact 6).
      const [, behindSlash] = /(?:\/|%2f)(.*)/i.exec(decoded) ?? [];
      if (behindSlash !== undefined) throw noSuchSegment(behindSlash);
      return decoded;
    });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest('The request URI is not valid.');
  }
}

/**
 * Answers one Graph request that has passed sign-in.
 * @throws GraphRefusal for everything the service refuses
 */
export function route(world: World, request: SandboxRequest): SandboxResponse {
  const [root, collection, businessId, ...rest] = readSegments(request.path);
  if (root !== 'solutions') throw noSuchSegment(root ?? '');
  if (collection === 'bookingCurrencies')
    throw new GraphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  if (collection !== 'bookingBusinesses') throw noSuchSegment(collection ?? '');
  if (businessId === undefined) {
    refuseWriting(request, { POST: 'Create' });
    return listBusinesses(world, request);
  }
  if (businessId === '$count') return answerCount(world.businesses.size);
  return routeBusiness(world, request, businessId, rest);
}

function routeBusiness(
  world: World,
  request: SandboxRequest,
  businessId: string,
  [name, ...rest]: readonly string[],
): SandboxResponse {
  const business = world.businesses.get(businessId.toLowerCase());
  if (!business) throw notFound();
  if (rest.length === 0 && (name === 'publish' || name === 'unpublish') && request.method === 'POST') {
    business.body['isPublished'] = name === 'publish';
    return { status: 204 };
  }
  if (name === undefined) {
    refuseWriting(request, { DELETE: 'Delete' });
    return answerItem(
      `${request.origin}/v1.0/solutions/$metadata#bookingBusinesses/$entity`,
      dropUpdated(business.body, world.settings),
    );
  }
  // An unencoded slash inside an id arrives as one segment too many.
  if (rest.length > 1 && !/cancel$/.test(rest[1]!)) throw noSuchSegment(rest[1]!);
  if (name === 'appointments') return answerAppointments(world, business, request, rest);
  if (name === 'calendarView') return answerCalendarView(world, business, request, rest);
  const entities = entityCollections.find((candidate) => candidate === name);
  if (entities) return answerEntities(world, business, entities, request, rest);
  throw noSuchSegment(name);
}

/** A business is read by applications and written by people (reference 2.1). */
function refuseWriting({ method }: SandboxRequest, delegated: Record<string, string>): void {
  if (method === 'GET') return;
  const action = delegated[method];
  if (action === undefined)
    throw new GraphRefusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  throw new GraphRefusal(403, 'Forbidden', `VASTT: Api Business.${action} does not support the token type: App`);
}

/** Only id and display name; `query` looks inside the name; no pages. */
function listBusinesses(world: World, request: SandboxRequest): SandboxResponse {
  refuseFilter(request.query);
  const wanted = request.query.get('query')?.toLowerCase() ?? '';
  const value = [...world.businesses.values()]
    .filter(({ displayName }) => displayName.toLowerCase().includes(wanted))
    .slice(0, businessLimit)
    .map(({ id, displayName }) => ({ id, displayName }));
  const count = request.query.get('$count')?.toLowerCase() === 'true' ? { '@odata.count': value.length } : {};
  return {
    status: 200,
    headers: jsonHeaders,
    body: { '@odata.context': `${request.origin}/v1.0/solutions/$metadata#bookingBusinesses`, ...count, value },
  };
}

/** The route without its ids, for counters: `GET appointments/{id}`. */
export function nameRoute({ method, path }: SandboxRequest): string {
  const [, , root, collection, businessId, name, id, action] = path.split('/');
  if (root === '$batch') return `${method} $batch`;
  if (name === undefined) return `${method} ${collection ?? root ?? ''}${businessId === undefined ? '' : '/{id}'}`;
  const below = id === undefined ? '' : id === '$count' ? '/$count' : '/{id}';
  return `${method} ${name}${below}${action === undefined ? '' : `/${action}`}`;
}
