import type { CheckFinding } from '../../domain/check.js';
import type { ErpCompany } from '../../domain/erp.js';
import type { CheckNeeds, ErpTarget } from '../../domain/ports.js';
import type { Api } from './api.js';
import { checkInvoices } from './check-invoices.js';
import { checkSetup } from './check-setup.js';
import { checkWriting } from './check-writing.js';
import { listPath } from './filters.js';
import { attempt, failed, failureOf, ok, unproven } from './findings.js';
import { reading } from './records.js';
import { Existing } from './schema.js';

export type Reads = Pick<ErpTarget, 'listCompanies' | 'localCurrency' | 'listCurrencies' | 'findItemsByNumber'>;

/**
 * Looks at every permission and precondition the configuration needs. Changes nothing: writing is tried with records that Business
 * Central must refuse for another reason. What cannot be known this way is reported as unproven, never as ok.
 */
export async function checkBusinessCentral(api: Api, reads: Reads, needs: CheckNeeds): Promise<CheckFinding[]> {
  let companies: ErpCompany[];
  try {
    companies = await reads.listCompanies();
  } catch (error) {
    return [failureOf('Reach Business Central', error), ...needs.companyIds.map(notTried)];
  }
  const findings = [
    ok(
      'Reach Business Central',
      `The sign-in is accepted and the environment answers; ${companies.length} companies are visible.`,
    ),
  ];
  for (const companyId of needs.companyIds) findings.push(...(await checkCompany(api, reads, needs, companies, companyId)));
  return findings;
}

function notTried(companyId: string): CheckFinding {
  return unproven(
    `Company ${companyId}`,
    'Not tried, because Business Central cannot be reached.',
    'Mend the failure above, then check again.',
  );
}

async function checkCompany(
  api: Api,
  reads: Reads,
  needs: CheckNeeds,
  companies: readonly ErpCompany[],
  companyId: string,
): Promise<CheckFinding[]> {
  const company = companies.find(({ id }) => id === companyId.toLowerCase());
  if (!company) return [companyMissing(companies, companyId)];
  return [
    ok(`Company ${company.name}`, 'Found.'),
    ...(await checkReading(api, company)),
    ...(await checkWriting(api, company, needs)),
    ...(await checkInvoices(api, company, needs)),
    ...(await checkSetup(reads, company, companyId, needs)),
  ];
}

/** A name instead of an id is a likely slip: say the id. */
function companyMissing(companies: readonly ErpCompany[], companyId: string): CheckFinding {
  const subject = `Company ${companyId}`;
  const named = companies.find(({ name, displayName }) => name === companyId || displayName === companyId);
  if (named) return failed(subject, 'This is a name; the configuration needs the id.', `Write ${named.id} instead.`);
  const known = companies.map(({ id, name }) => `${name} (${id})`).join(', ');
  return failed(
    subject,
    `There is no such company. There are: ${known || 'none that the application may see'}.`,
    'Write the id of one of these companies.',
  );
}

const readable = [
  ['customers', 'customers'],
  ['customerContacts', 'contacts of customers'],
  ['items', 'items'],
  ['salesInvoices', 'sales invoices'],
] as const;

async function checkReading(api: Api, company: ErpCompany): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  for (const [entitySet, words] of readable) {
    const subject = `Read ${words} of ${company.name}`;
    const path = listPath(company.id, { entitySet, select: 'id', top: 1 });
    findings.push(
      ...(await attempt(subject, async () =>
        ok(subject, (await api.lists([path], reading(Existing))).length > 0 ? 'Allowed.' : 'Allowed; there are none yet.'),
      )),
    );
  }
  return findings;
}
