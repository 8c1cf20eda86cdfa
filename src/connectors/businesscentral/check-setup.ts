import type { CheckFinding } from '../../domain/check.js';
import type { ErpCompany, ErpItem } from '../../domain/erp.js';
import type { CheckNeeds } from '../../domain/ports.js';
import type { Reads } from './check.js';
import { attempt, failed, ok } from './findings.js';

/** Currencies and items that the configuration names. */
export async function checkSetup(
  reads: Reads,
  company: ErpCompany,
  companyId: string,
  needs: CheckNeeds,
): Promise<CheckFinding[]> {
  const currencies = needs.currencies.get(companyId) ?? [];
  const numbers = needs.itemNumbers.get(companyId) ?? [];
  return [
    ...(await attempt(`Currencies of ${company.name}`, () => checkCurrencies(reads, company, currencies))),
    ...(await attempt(`Items of ${company.name}`, () => checkItems(reads, company, numbers))),
  ];
}

async function checkCurrencies(reads: Reads, company: ErpCompany, wanted: readonly string[]): Promise<CheckFinding[]> {
  const local = await reads.localCurrency(company.id);
  const foreign = new Set(await reads.listCurrencies(company.id));
  const findings = [ok(`Currencies of ${company.name}`, `The local currency is ${local}.`)];
  for (const currency of wanted.filter((currency) => currency !== local)) {
    const subject = `Currency ${currency} in ${company.name}`;
    findings.push(
      foreign.has(currency)
        ? ok(subject, 'Exists. Whether it has an exchange rate for today shows when the first draft is created.')
        : failed(
            subject,
            'Business Central does not have this currency.',
            `Add ${currency} to Currencies, with an exchange rate, or route the business to another company.`,
          ),
    );
  }
  return findings;
}

async function checkItems(reads: Reads, company: ErpCompany, numbers: readonly string[]): Promise<CheckFinding[]> {
  const items = await reads.findItemsByNumber(company.id, numbers);
  return numbers.map((number) => checkItem(`Item ${number} in ${company.name}`, number, items.get(number)));
}

function checkItem(subject: string, number: string, item: ErpItem | undefined): CheckFinding {
  if (!item)
    return failed(
      subject,
      'There is no such item.',
      `Create item ${number} with type Service, or correct the number in the rules.`,
    );
  if (item.type !== 'service') {
    return failed(
      subject,
      `The item's type is ${item.type}; bookings need type Service.`,
      'Name an item of type Service in the rules.',
    );
  }
  if (item.blocked) return failed(subject, 'The item is blocked.', 'Unblock it, or name another item in the rules.');
  return ok(subject, `${item.name}, type Service.`);
}
