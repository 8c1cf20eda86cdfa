import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { packageDirectory } from '../src/config.js';
import type { Job, Mode } from './job.js';
import type { BenchSandbox } from './sandbox.js';

/** The business that the seed fills, and the company that bills it. */
const businessId = 'salon@fjord.test';
const company = 'Fjord Wellness ApS';
/** The first is named in the shipped rules; the second carries a name that BC has already, so a person would have to confirm it. */
const items = { 'Swedish massage': 'S-MASSAGE', 'Facial treatment': 'S-FACIAL' };

interface ServiceRules {
  services: { when: object; item: string }[];
}

/** Writes a fresh folder with the product's configuration: the shipped defaults and templates, for this one business. */
export function prepareJob(directory: string, sandbox: BenchSandbox, mode: Mode): Job {
  rmSync(directory, { recursive: true, force: true });
  const templates = join(directory, 'templates');
  mkdirSync(templates, { recursive: true });
  cpSync(join(packageDirectory, 'config/templates'), templates, { recursive: true });
  writeFileSync(join(templates, 'routing.yaml'), stringify({ businesses: [{ id: businessId, company }] }));
  const services = join(templates, 'services.yaml');
  const rules = parse(readFileSync(services, 'utf8')) as ServiceRules;
  rules.services = Object.entries(items).map(([service, item]) => ({ when: { business: businessId, service }, item }));
  writeFileSync(services, stringify(rules));
  writeFileSync(join(directory, 'bookledger.yaml'), stringify(configOf(sandbox)));
  const dayMs = 86_400_000;
  const day = (offset: number): string => `${new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10)}T00:00:00.000Z`;
  return { addresses: sandbox.addresses, mode, businessId, company, items, directory, window: { from: day(-35), to: day(36) } };
}

/** Only addresses and credentials; everything else is the default that ships. */
function configOf({ addresses }: BenchSandbox): object {
  const { tenantId, clientId, clientSecret } = addresses.credentials;
  return {
    database: 'sqlite:bookledger.db',
    signIn: { authority: new URL(addresses.authorityUrl).origin, tenantId, clientId, clientSecret, caFile: addresses.caFile },
    bookings: { baseUrl: addresses.graphUrl },
    businessCentral: { baseUrl: addresses.businessCentralUrl },
    templates: 'templates',
  };
}
