import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { ApiAddress } from './address.js';
import { answerBatch } from './batch.js';
import type { Books } from './books.js';
import { entityOf } from './data/entities.js';
import { companyRow, type Environment } from './environment.js';
import { BusinessCentralError, methodNotAllowed, unknownSegment } from './errors.js';
import { listRows } from './listing.js';
import { metadataDocument } from './metadata.js';
import { answerInCompany } from './operations.js';
import { readShape } from './query-options.js';
import { renderRow } from './render.js';
import type { Subscriptions } from './subscriptions.js';

export interface Api {
  environment: Environment;
  subscriptions: Subscriptions;
}

/** Answers a request below `/api/v2.0`. Throws BusinessCentralError; may return a promise where a webhook handshake is due. */
export function answerApi(api: Api, request: SandboxRequest, address: ApiAddress): SandboxResponse | Promise<SandboxResponse> {
  const [first, ...rest] = address.segments;
  if (!first) return serviceDocument(request, address);
  switch (first.name) {
    case '$metadata':
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: metadataDocument() };
    case '$batch':
      return answerBatch(api, request, address);
    case 'subscriptions':
      return api.subscriptions.answer(request, address);
    case 'webhookSupportedResources':
      return api.subscriptions.supportedResources(request, address);
    case 'companies':
      if (first.key !== undefined && rest.length > 0) {
        return answerInCompany({ request, address, books: companyById(api, first.key), segments: rest });
      }
      return answerCompanies(api, request, address, first.key);
    default:
      return answerInCompany({ request, address, books: namedCompany(api, request, first.name), segments: address.segments });
  }
}

function companyById(api: Api, id: string): Books {
  const books = api.environment.companies.get(id);
  if (!books) throw new BusinessCentralError(404, 'Internal_CompanyNotFound', `The company with id ${id} cannot be found.`);
  return books;
}

/** `?company=` or a `Company` header name the company by id or name (reference 2). */
function namedCompany(api: Api, request: SandboxRequest, segment: string): Books {
  const wanted = request.query.get('company') ?? request.headers['company'];
  if (wanted === undefined) throw unknownSegment(segment);
  const byName = [...api.environment.companies.values()].find(({ profile }) => profile.name === wanted);
  return byName ?? companyById(api, wanted.toLowerCase());
}

function answerCompanies(api: Api, request: SandboxRequest, address: ApiAddress, id: string | undefined): SandboxResponse {
  if (request.method !== 'GET') throw methodNotAllowed(request.method, 'companies');
  const entity = entityOf('companies');
  const all = [...api.environment.companies.values()];
  const context = `${request.origin}${address.root}/$metadata#companies`;
  if (id === undefined) return listRows(request, all[0]!, { entity, rows: all.map(companyRow), visible: () => true, context });
  const books = companyById(api, id);
  const shape = readShape(entity, request.query.get('$select'), null);
  return { status: 200, body: { '@odata.context': `${context}/$entity`, ...renderRow(entity, companyRow(books), books, shape) } };
}

function serviceDocument(request: SandboxRequest, address: ApiAddress): SandboxResponse {
  const value = ['companies', 'subscriptions'].map((name) => ({ name, kind: 'EntitySet', url: name }));
  return { status: 200, body: { '@odata.context': `${request.origin}${address.root}/$metadata`, value } };
}
