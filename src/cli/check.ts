import type { App } from '../app.js';
import { messageOf } from '../domain/errors.js';
import type { CheckFinding } from '../domain/check.js';
import type { CheckNeeds } from '../domain/ports.js';
import { businessProfile, companyIds } from '../sync/profiles.js';
import { exitCodes, withApp, type CommonOptions } from './session.js';
import { counted, print } from './table.js';

const signs = { ok: 'ok      ', warning: 'warning ', failed: 'FAILED  ', unproven: 'unproven' } as const;

/** Probes every permission and precondition and names what is missing and its fix. Exit code 3 when something failed. */
export async function check(options: CommonOptions): Promise<number> {
  return withApp(options, async (app) => {
    const findings = await findAll(app);
    const failed = findings.filter((finding) => finding.result === 'failed').length;
    print(options.json, findings, () =>
      [...findings.map(describe), '', failed === 0 ? 'Nothing failed.' : `${counted(failed, 'check')} failed.`].join('\n'),
    );
    return failed === 0 ? exitCodes.done : exitCodes.partly;
  });
}

async function findAll(app: App): Promise<CheckFinding[]> {
  const businessIds = app.rules.businesses.map((business) => business.id);
  return [
    ok(
      'Configuration',
      'Read configuration and templates',
      `${app.rules.businesses.length} businesses, rules version ${app.rules.version}`,
    ),
    ok('Database', "Open the database with this program's schema", app.config.database.replace(/\/\/.*@/, '//…@')),
    ...(await guarded('Bookings', () => app.context.source.check(businessIds))),
    ...(await guarded('Business Central', async () => app.context.erp.check(await needsOf(app)))),
  ];
}

async function guarded(area: string, work: () => Promise<CheckFinding[]>): Promise<CheckFinding[]> {
  try {
    return await work();
  } catch (error) {
    return [
      {
        area,
        subject: `Reach ${area}`,
        result: 'failed',
        detail: messageOf(error),
        fix: 'Correct what the message names, then check again.',
      },
    ];
  }
}

async function needsOf(app: App): Promise<CheckNeeds> {
  const ids = await companyIds(app.context);
  const idOf = (name: string | undefined): string[] =>
    [...ids].flatMap(([known, id]) => (name !== undefined && known.toLowerCase() === name.toLowerCase() ? [id] : []));
  const currencies = new Map<string, string[]>();
  for (const business of app.rules.businesses) {
    const profile = await businessProfile(app.context, business.id).catch(() => null);
    const currency = profile?.currency ?? business.currency;
    for (const id of idOf(business.company))
      currencies.set(id, [...(currencies.get(id) ?? []), ...(currency == null ? [] : [currency])]);
  }
  const companies = [...new Set(app.rules.businesses.flatMap((business) => idOf(business.company)))];
  const numbers = app.rules.services.flatMap((service) => service.item ?? []);
  return {
    companyIds: companies,
    createCustomers: app.rules.customers.create !== 'never',
    createItems: app.rules.items.create,
    itemNumbers: new Map(companies.map((id) => [id, numbers])),
    currencies,
  };
}

function ok(area: string, subject: string, detail: string): CheckFinding {
  return { area, subject, result: 'ok', detail, fix: '' };
}

function describe(finding: CheckFinding): string {
  const fix = finding.fix === '' ? '' : `\n            → ${finding.fix}`;
  return `${signs[finding.result]}  ${finding.area}: ${finding.subject}. ${finding.detail}${fix}`;
}
