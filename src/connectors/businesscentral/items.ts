import type { ErpItem } from '../../domain/erp.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Api } from './api.js';
import { listPath } from './filters.js';
import { byGivenCode, byGivenId, findById, findByText, findContaining } from './lookups.js';
import { itemOf } from './mapper.js';
import { created } from './records.js';
import { Item } from './schema.js';

type ItemCalls = Pick<ErpTarget, 'findItemsByNumber' | 'findItemsByName' | 'readItems' | 'searchItems' | 'createItem'>;

/** Items of a company (BC reference 3.3). */
export function itemCalls(api: Api): ItemCalls {
  return {
    async findItemsByNumber(companyId, numbers) {
      const rows = await findByText(api, companyId, 'items', 'number', numbers.map(upperCase), Item);
      return byGivenCode(numbers, rows.map(itemOf));
    },
    async findItemsByName(companyId, name) {
      const rows = await findByText(api, companyId, 'items', 'displayName', [name], Item);
      return rows.map(itemOf).filter((item) => item.name.normalize('NFC') === name.normalize('NFC') || isNameless(item));
    },
    async readItems(companyId, ids) {
      return byGivenId(ids, (await findById(api, companyId, 'items', ids, Item)).map(itemOf));
    },
    async searchItems(companyId, text, limit): Promise<ErpItem[]> {
      return (await findContaining(api, companyId, 'items', ['number', 'displayName'], text, limit, Item)).map(itemOf);
    },
    async createItem(companyId, fields, mayStillSend) {
      return api.create(listPath(companyId, { entitySet: 'items' }), fields, created(Item), itemOf, mayStillSend);
    },
  };
}

/** An item whose name cannot be read may be the one that was asked for. */
function isNameless(item: ErpItem): boolean {
  return item.name === '' && item.fault !== undefined;
}

function upperCase(number: string): string {
  return number.trim().toUpperCase();
}
