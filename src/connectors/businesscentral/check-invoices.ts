import { z } from 'zod';
import type { CheckFinding } from '../../domain/check.js';
import type { ErpCompany } from '../../domain/erp.js';
import type { CheckNeeds } from '../../domain/ports.js';
import { matchingPaths, type Api } from './api.js';
import { listPath } from './filters.js';
import { attempt, ok, unproven, warning } from './findings.js';
import { reading, wholeOf } from './records.js';
import { selectOf } from './schema.js';
import { findSurelyPosted, newestInvoices } from './posted.js';

const Billed = z.object({ id: z.string(), customerId: z.string() });
const Person = z.object({ id: z.string(), number: z.string(), displayName: z.string().nullish() });

/** What existing documents prove: that posted ones are visible, that numbers are given, that customers can be invoiced. */
export async function checkInvoices(api: Api, company: ErpCompany, needs: CheckNeeds): Promise<CheckFinding[]> {
  const posted = `See posted invoices of ${company.name}`;
  const numbers = `Number series of ${company.name}`;
  const template = `API Setup template for customers of ${company.name}`;
  return [
    ...(await attempt(posted, () => checkPosted(api, company, posted))),
    ...(await attempt(numbers, () => checkNumbers(api, company, numbers))),
    ...(needs.createCustomers ? await attempt(template, () => checkTemplate(api, company, template)) : []),
  ];
}

/** Business Central leaves posted invoices out without a word when the application may not read them (BC reference 1). */
async function checkPosted(api: Api, company: ErpCompany, subject: string): Promise<CheckFinding> {
  const posted = await findSurelyPosted(api, company.id);
  if (posted) return ok(subject, `Invoice ${posted.number} (${posted.status}) is visible, so posted invoices are.`);
  const seen = await newestInvoices(api, company.id, ["status eq 'Open'"]);
  const hidden =
    'Business Central hides posted invoices silently from an application that may not read them; they would look like deleted drafts here.';
  const fix =
    'Make sure the application may read posted sales invoices (tables Sales Invoice Header and Line), post one invoice, and check again once it is paid.';
  const open = seen.map(({ number }) => ` Invoice ${number} is open, which may be posted or only released.`).join('');
  return unproven(subject, `No invoice is visible that must be posted.${open} ${hidden}`, fix);
}

async function checkNumbers(api: Api, company: ErpCompany, subject: string): Promise<CheckFinding> {
  const seen = await newestInvoices(api, company.id, ["status eq 'Draft'", "status eq 'Open'", "status eq 'Paid'"]);
  const draft = seen.find(({ status }) => status === 'Draft');
  const fix = 'Check "Invoice Nos." and "Posted Invoice Nos." in Sales & Receivables Setup.';
  if (!draft) return unproven(subject, 'There is no draft now whose number would tell.', fix);
  const same = seen.find(({ status, number }) => status !== 'Draft' && areOfOneSeries(number, draft.number));
  if (!same) return ok(subject, `Draft ${draft.number} got a number, and posted invoices seem to have numbers of their own.`);
  return warning(
    subject,
    `Draft ${draft.number} and invoice ${same.number} (${same.status}) look as if drafts and posted invoices had one number series.`,
    'With one series a posted invoice keeps its number and shows as posted here only when it is paid. Choose different series in Sales & Receivables Setup.',
  );
}

/** Which template applies cannot be read; only an invoiced customer shows that posting groups were filled (BC reference 0, fact 7). */
async function checkTemplate(api: Api, company: ErpCompany, subject: string): Promise<CheckFinding> {
  const select = selectOf(Person);
  const newestPersons = {
    entitySet: 'customers',
    select,
    filter: "type eq 'Person'",
    orderBy: 'lastModifiedDateTime desc',
    top: 20,
  };
  const persons = wholeOf(await api.lists([listPath(company.id, newestPersons)], reading(Person)));
  const terms = persons.map(({ id }) => `customerId eq ${id}`);
  const paths = matchingPaths(api, company.id, { entitySet: 'salesInvoices', select: selectOf(Billed), top: 1 }, terms);
  const [billed] = wholeOf(await api.lists(paths, reading(Billed)));
  const customer = persons.find(({ id }) => id === billed?.customerId);
  const evidence = customer
    ? `Customer ${customer.number}, a person, has an invoice; if Bookledger created that customer, the template works.`
    : 'No customer of type Person has an invoice yet.';
  const fix =
    'Open "API Setup" in Business Central and see that a template for table Customer fills the posting groups. Proof: let one customer be created and create its first draft.';
  return unproven(subject, `Business Central does not show its templates to applications. ${evidence}`, fix);
}

/** A guess from the newest numbers: the same letters, and counters that are close together. */
function areOfOneSeries(one: string, other: string): boolean {
  const [, prefix, counter] = /^(.*?)(\d*)$/.exec(one)!;
  const [, otherPrefix, otherCounter] = /^(.*?)(\d*)$/.exec(other)!;
  return prefix === otherPrefix && Math.abs(Number(counter) - Number(otherCounter)) < 500;
}
