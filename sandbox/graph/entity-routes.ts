/** Customers, services, staff and questions: plain entities that can be listed, read and written. */
import { randomUUID } from 'node:crypto';
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import { readBody } from './appointment-writes.js';
import { contextOf } from './appointment-routes.js';
import { notFound } from './errors.js';
import { refuseFilter } from './filters.js';
import { guidInExchangeId } from './ids.js';
import { answerCount, answerItem, answerList, jsonHeaders, pageableOf } from './lists.js';
import type { Business, Customer, Entity } from './model.js';
import { hasExchangeId, renderCustomer, renderQuestion, renderService, renderStaffMember, type View } from './render.js';
import { instantText } from './time.js';
import type { World } from './world.js';

export const entityCollections = ['customers', 'services', 'staffMembers', 'customQuestions'] as const;
export type EntityCollection = (typeof entityCollections)[number];

/** Answers `{collection}[/{id} | /$count]`. */
export function answerEntities(
  world: World,
  business: Business,
  collection: EntityCollection,
  request: SandboxRequest,
  [id]: readonly string[],
): SandboxResponse {
  const entities = business[collection] as Map<string, Entity>;
  const context = `${contextOf(request, business)}/${collection}`;
  const render = (entity: Entity, view: View): Entity => renderEntity(world, collection, entity, view, request);
  if (id === '$count') return answerCount(entities.size);
  if (id === undefined && request.method === 'POST') {
    const entity = addEntity(world, entities, collection, request);
    return { status: 201, headers: jsonHeaders, body: { '@odata.context': `${context}/$entity`, ...render(entity, 'item') } };
  }
  if (id === undefined) {
    refuseFilter(request.query);
    return answerList(
      request,
      context,
      pageableOf([...entities.values()], (entity) => JSON.stringify(render(entity, 'list'))),
      world.settings,
    );
  }
  const entity = findEntity(world, entities, collection, id);
  if (request.method === 'DELETE') return removeEntity(world, entities, entity);
  if (request.method === 'PATCH') return patchEntity(world, entities, entity, request);
  return answerItem(`${context}/$entity`, render(entity, 'item'));
}

function renderEntity(
  { settings }: World,
  collection: EntityCollection,
  entity: Entity,
  view: View,
  request: SandboxRequest,
): Entity {
  if (collection === 'customers') return renderCustomer(entity as Customer, settings);
  if (collection === 'services') return renderService(entity, view, settings);
  if (collection === 'customQuestions') return renderQuestion(entity, settings);
  return renderStaffMember(entity, (request.headers['prefer'] ?? '').includes('include-unknown-enum-members'), settings);
}

/** A customer that the list names in the Exchange form is not found by its GUID (reference section 5.2). */
function findEntity({ settings }: World, entities: Map<string, Entity>, collection: EntityCollection, id: string): Entity {
  const guid = collection === 'customers' ? guidInExchangeId(id) : undefined;
  const entity = entities.get(guid ?? id);
  const hidden = collection === 'customers' && guid === undefined && hasExchangeId(id, settings);
  if (!entity || hidden) throw notFound();
  return entity;
}

function addEntity(world: World, entities: Map<string, Entity>, collection: EntityCollection, request: SandboxRequest): Entity {
  const now = instantText(world.clock.nowMs());
  const defaults = collection === 'customers' ? { emailAddress: null, phones: [], addresses: [] } : {};
  const entity: Entity = {
    displayName: '',
    ...defaults,
    ...readBody(request),
    id: randomUUID(),
    createdDateTime: now,
    lastUpdatedDateTime: now,
  };
  delete entity['@odata.type'];
  entities.set(entity.id, entity);
  return entity;
}

/** Bookings keep their own copies, so what is deleted or renamed here does not change them (reference section 7). */
function removeEntity(_world: World, entities: Map<string, Entity>, entity: Entity): SandboxResponse {
  entities.delete(entity.id);
  return { status: 204 };
}

function patchEntity(world: World, entities: Map<string, Entity>, entity: Entity, request: SandboxRequest): SandboxResponse {
  const { '@odata.type': _type, id: _id, ...changes } = readBody(request);
  Object.assign(entity, changes, { lastUpdatedDateTime: instantText(world.clock.nowMs()) });
  entities.set(entity.id, entity);
  world.texts.clear();
  return { status: 204 };
}
