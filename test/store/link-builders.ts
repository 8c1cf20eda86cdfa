import type { ErpCustomer, ErpItem } from '../../src/domain/erp.js';
import type { PartyLink, ServiceLink } from '../../src/domain/link-store.js';
import { business, company, noon } from './builders.js';

export function customer(changes: Partial<ErpCustomer> = {}): ErpCustomer {
  return {
    id: 'customer-1',
    number: 'C0001',
    name: 'Kim Østergård ApS',
    email: 'kim@example.test',
    type: 'person',
    blocked: 'none',
    currencyCode: 'EUR',
    lastModifiedAt: noon,
    ...changes,
  };
}

export function erpItem(changes: Partial<ErpItem> = {}): ErpItem {
  return {
    id: 'item-1',
    number: 'CUT',
    name: 'Haircut',
    type: 'service',
    blocked: false,
    unitOfMeasureCode: 'PCS',
    lastModifiedAt: noon,
    ...changes,
  };
}

export function partyLink(changes: Partial<PartyLink> = {}): PartyLink {
  return {
    companyId: company,
    partyKey: 'email:kim@example.test',
    customer: customer(),
    origin: 'email',
    explanation: 'The only customer with this address.',
    linkedBy: 'system',
    linkedAt: noon,
    checkedAt: noon,
    ...changes,
  };
}

export function serviceLink(changes: Partial<ServiceLink> = {}): ServiceLink {
  return {
    companyId: company,
    businessId: business,
    serviceId: 'service-1',
    item: erpItem(),
    origin: 'name',
    explanation: 'The only item of this name.',
    linkedBy: 'system',
    linkedAt: noon,
    checkedAt: noon,
    ...changes,
  };
}
