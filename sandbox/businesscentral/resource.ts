import type { Segment } from './address.js';
import { behaviours } from './behaviours.js';
import type { Books } from './books.js';
import { asCustomerContact } from './contacts.js';
import { entities } from './data/entities.js';
import type { EntityDefinition } from './data/notation.js';
import { type BusinessCentralError, recordNotFound, unknownSegment } from './errors.js';
import { navigationNamed } from './query-options.js';
import { follow } from './relations.js';
import { isPosted } from './status.js';
import type { Row } from './table.js';

/** What a path inside a company points at. */
export type Resource =
  | { kind: 'collection'; entity: EntityDefinition; rows: readonly Row[] | undefined; parent: Row | undefined }
  | { kind: 'entity'; entity: EntityDefinition; row: Row; parent: Row | undefined }
  | { kind: 'stream'; entity: EntityDefinition; row: Row; property: string }
  | { kind: 'action'; entity: EntityDefinition; row: Row; action: string };

/**
 * Walks a path inside a company, segment by segment. Rows that the app may not see count as missing.
 * @throws 404 for unknown sets, navigation and records
 */
export function resolveResource(books: Books, segments: Segment[], visible: (entitySet: string, row: Row) => boolean): Resource {
  const [first, ...rest] = segments;
  const entity = first && entities.get(first.name);
  if (!first || !entity || entity.entitySet === 'companies' || entity.entitySet === 'subscriptions')
    throw unknownSegment(first?.name ?? '');
  let resource: Resource = { kind: 'collection', entity, rows: undefined, parent: undefined };
  if (first.key !== undefined)
    resource = { kind: 'entity', entity, row: rowByKey(books, entity, first.key, visible), parent: undefined };
  for (const segment of rest) resource = step(books, resource, segment, visible);
  return resource;
}

function rowByKey(books: Books, entity: EntityDefinition, key: string, visible: (entitySet: string, row: Row) => boolean): Row {
  const row = storedRow(books, entity.entitySet, key);
  if (!row || !visible(entity.entitySet, row)) throw notFound(entity, key);
  return row;
}

function storedRow(books: Books, entitySet: string, key: string): Row | undefined {
  if (entitySet === 'customerContacts') {
    const contact = books.table('contacts').get(key);
    return contact && contact['type'] === 'Person' && contact['customerId'] !== '' ? asCustomerContact(contact) : undefined;
  }
  if (entitySet === 'customerFinancialDetails')
    return [...(behaviours['customerFinancialDetails']!.list!(books, new URLSearchParams()) ?? [])].find(({ id }) => id === key);
  return books.table(entitySet).get(key);
}

function notFound(entity: EntityDefinition, key: string): BusinessCentralError {
  return recordNotFound(behaviours[entity.entitySet]?.caption ?? entity.entityName, key);
}

function step(books: Books, at: Resource, segment: Segment, visible: (entitySet: string, row: Row) => boolean): Resource {
  if (at.kind !== 'entity') throw unknownSegment(segment.name);
  const { entity, row } = at;
  const action = /^Microsoft\.NAV\.(\w+)$/i.exec(segment.name)?.[1];
  if (action) return { kind: 'action', entity, row, action };
  const stream =
    entity.byName.get(segment.name)?.kind === 'stream' || (entity.entitySet === 'pdfDocument' && segment.name === 'content');
  if (stream) return { kind: 'stream', entity, row, property: segment.name };
  const navigation = navigationNamed(entity, segment.name);
  const target = entities.get(navigation.target);
  if (!target) throw unknownSegment(segment.name);
  const rows = follow(books, entity.entitySet, row, navigation).filter((child) => visible(target.entitySet, child));
  if (segment.key === undefined && navigation.many) return { kind: 'collection', entity: target, rows, parent: row };
  const found =
    segment.key === undefined
      ? rows[0]
      : rows.find(
          (child) => child.id === segment.key || child[target.key] === segment.key || child['dimensionId'] === segment.key,
        );
  if (!found) throw notFound(target, segment.key ?? '');
  return { kind: 'entity', entity: target, row: found, parent: row };
}

/** Whether the app sees a row: without rights on posted invoices they are filtered out silently, and the reverse (reference 1). */
export function visibilityOf(books: Books): (entitySet: string, row: Row) => boolean {
  const { hidePostedInvoices, hideDrafts } = books.settings;
  if (!hidePostedInvoices && !hideDrafts) return () => true;
  const documentVisible = (row: Row | undefined) => row === undefined || (isPosted(row) ? !hidePostedInvoices : !hideDrafts);
  return (entitySet, row) => {
    if (entitySet === 'salesInvoices') return documentVisible(row);
    if (entitySet === 'salesInvoiceLines') return documentVisible(books.table('salesInvoices').get(row['documentId'] as string));
    return true;
  };
}
