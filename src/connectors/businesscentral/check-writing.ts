import { z } from 'zod';
import type { CheckFinding } from '../../domain/check.js';
import type { ErpCompany } from '../../domain/erp.js';
import { messageOf, RemoteError } from '../../domain/errors.js';
import type { CheckNeeds } from '../../domain/ports.js';
import type { Api } from './api.js';
import type { Body } from './bodies.js';
import { listPath } from './filters.js';
import { failed, failureOf, ok, warning } from './findings.js';

const Created = z.object({ id: z.string(), '@odata.etag': z.string() });

/** A record that Business Central must refuse for its content (BC reference 3.1, 3.3, 3.4), whoever sends it. */
interface Probe {
  words: string;
  entitySet: string;
  body: Body;
  /** Expected in the refusal. */
  reason: RegExp;
}

const nobody = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

const probes = {
  draft: { words: 'draft sales invoices', entitySet: 'salesInvoices', body: {}, reason: /must be provided/i },
  customer: { words: 'customers', entitySet: 'customers', body: {}, reason: /must be provided/i },
  // Two faults, because an item may have a blank name: a stock may not be set, and the unit does not exist.
  item: {
    words: 'items',
    entitySet: 'items',
    body: { inventory: 1, baseUnitOfMeasureId: nobody },
    reason: /inventory|unit ?of ?measure/i,
  },
} satisfies Record<string, Probe>;

/** Tries to write what the configuration wants written, with records that cannot be saved. */
export async function checkWriting(api: Api, company: ErpCompany, needs: CheckNeeds): Promise<CheckFinding[]> {
  const wanted: Probe[] = [probes.draft];
  if (needs.createCustomers) wanted.push(probes.customer);
  if (needs.createItems) wanted.push(probes.item);
  const findings: CheckFinding[] = [];
  for (const probe of wanted) findings.push(await tryWriting(api, company, probe));
  return findings;
}

async function tryWriting(api: Api, company: ErpCompany, probe: Probe): Promise<CheckFinding> {
  const subject = `Create ${probe.words} in ${company.name}`;
  const path = listPath(company.id, { entitySet: probe.entitySet });
  try {
    const created = await api.create(path, probe.body, Created, (row) => row);
    return await takeBack(api, company, probe, created, subject);
  } catch (error) {
    return readRefusal(subject, probe, error);
  }
}

function readRefusal(subject: string, probe: Probe, error: unknown): CheckFinding {
  if (!(error instanceof RemoteError) || error.outcome !== 'refused' || error.needsAttention) return failureOf(subject, error);
  if (/permission/i.test(error.message)) {
    return failed(
      subject,
      error.message,
      `Give the application a permission set in Business Central that may insert ${probe.words}.`,
    );
  }
  if (/No\. ?Series|number series|\bNos\./i.test(error.message)) {
    return failed(subject, error.message, 'Choose a number series in the setup page that the message names.');
  }
  if (!probe.reason.test(error.message)) {
    return warning(
      subject,
      `Refused for a reason of its own: ${error.message}`,
      'Read the message: it may also stop real records.',
    );
  }
  return ok(
    subject,
    'Allowed as far as can be seen without saving: an incomplete record was refused for what it lacks, not for a missing right. Nothing was created.',
  );
}

/** Not expected. A check must leave nothing behind. */
async function takeBack(
  api: Api,
  company: ErpCompany,
  probe: Probe,
  created: z.infer<typeof Created>,
  subject: string,
): Promise<CheckFinding> {
  const fix = `Delete the empty record with the id ${created.id} from ${probe.words} in Business Central.`;
  try {
    await api.remove(listPath(company.id, { entitySet: `${probe.entitySet}(${created.id})` }), created['@odata.etag']);
  } catch (error) {
    return failed(subject, `An incomplete record was accepted and could not be taken back: ${messageOf(error)}`, fix);
  }
  return warning(
    subject,
    'Allowed, but an incomplete record was accepted; it was deleted again.',
    'Ask whoever looks after Business Central why.',
  );
}
