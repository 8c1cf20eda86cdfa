import type { CreditStanding } from '../../domain/erp.js';
import { ContractError, RemoteError } from '../../domain/errors.js';
import { decimalOf } from '../../domain/money.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Api } from './api.js';
import { findById } from './lookups.js';
import { wholeOf } from './records.js';
import { CustomerBalance, CustomerLimit } from './schema.js';

/**
 * Credit limits stand on the customer card; what a customer owes in all is in another entity, `balance` in local currency. `balanceDue` of the
 * card is only what is overdue (specs customers, customerFinancialDetails).
 */
export function creditCalls(api: Api): Pick<ErpTarget, 'readCredit'> {
  async function balances(companyId: string, ids: readonly string[]): Promise<Map<string, number>> {
    try {
      const rows = wholeOf(await findById(api, companyId, 'customerFinancialDetails', ids, CustomerBalance));
      return new Map(rows.map(({ id, balance }) => [id.toLowerCase(), balance]));
    } catch (error) {
      // The limit alone is worth telling; that the balance is missing is told with it.
      if (error instanceof RemoteError || error instanceof ContractError) return new Map();
      throw error;
    }
  }

  return {
    async readCredit(companyId, customerIds) {
      const cards = wholeOf(await findById(api, companyId, 'customers', customerIds, CustomerLimit));
      const limited = cards.filter(({ creditLimit }) => creditLimit > 0);
      const owed = await balances(
        companyId,
        limited.map(({ id }) => id),
      );
      return new Map(
        limited.map(({ id, creditLimit }): [string, CreditStanding] => {
          const balance = owed.get(id.toLowerCase());
          return [
            id.toLowerCase(),
            { limit: decimalOf(creditLimit), balance: balance === undefined ? null : decimalOf(balance) },
          ];
        }),
      );
    },
  };
}
