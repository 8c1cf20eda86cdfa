import type { App } from '../app.js';
import { messageOf } from '../domain/errors.js';
import type { CheckFinding } from '../domain/check.js';
import type { CheckNeeds } from '../domain/ports.js';
import { serviceRuleOf } from '../mapping/services.js';
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
      `${counted(app.rules.businesses.length, 'business', 'businesses')}, rules version ${app.rules.version}.`,
    ),
    ok('Database', "Open the database with this program's schema", `${app.config.database.replace(/\/\/.*@/, '//…@')}.`),
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
  const currencies = new Map<string, string[]>();
  const itemNumbers = new Map<string, string[]>();
  for (const business of app.rules.businesses) {
    const profile = await businessProfile(app.context, business.id).catch(() => null);
    const currency = profile?.currency ?? business.currency;
    const numbers = await itemNumbersOf(app, business.id);
    for (const companyId of idsOf(ids, business.company)) {
      currencies.set(companyId, [...(currencies.get(companyId) ?? []), ...(currency == null ? [] : [currency])]);
      itemNumbers.set(companyId, [...new Set([...(itemNumbers.get(companyId) ?? []), ...numbers])]);
    }
  }
  return {
    companyIds: [...currencies.keys()],
    createCustomers: app.rules.customers.create !== 'never',
    createItems: app.rules.items.create,
    itemNumbers,
    currencies,
  };
}

function idsOf(companies: ReadonlyMap<string, string>, name: string | undefined): string[] {
  if (name === undefined) return [];
  return [...new Set([...companies].flatMap(([known, id]) => (known.toLowerCase() === name.toLowerCase() ? [id] : [])))];
}

/** Item numbers the rules name for services the business really has; none when its services cannot be read (another finding says so). */
async function itemNumbersOf(app: App, businessId: string): Promise<string[]> {
  const services = await app.context.source.listServices(businessId).catch(() => []);
  return services.flatMap(
    ({ id, displayName }) => serviceRuleOf({ businessId, serviceId: id, serviceName: displayName }, app.rules)?.item ?? [],
  );
}

function ok(area: string, subject: string, detail: string): CheckFinding {
  return { area, subject, result: 'ok', detail, fix: '' };
}

function describe(finding: CheckFinding): string {
  const fix = finding.fix === '' ? '' : `\n            → ${finding.fix}`;
  const stop = finding.subject.endsWith('.') ? '' : '.';
  return `${signs[finding.result]}  ${finding.area}: ${finding.subject}${stop} ${finding.detail}${fix}`;
}
