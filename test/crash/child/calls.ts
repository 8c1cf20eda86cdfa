import type { Store, StoreTransaction } from '../../../src/domain/store.js';

export type Phase = 'before' | 'after';

/** Hears of every call of a port, before it begins and after it ended, well or not; a promise holds the call up. */
export type Listener = (phase: Phase, label: string) => void | Promise<void>;

type Method = (...values: unknown[]) => unknown;

/** These give their answers page by page. */
const pagedMethods: ReadonlySet<string> = new Set(['listPages', 'listChangedInvoices', 'listKeyedInvoices', 'ids']);
/** The only method that is not asynchronous, and reaches nothing. */
const silentMethods: ReadonlySet<string> = new Set(['cardUrl']);

/** The same port, with somebody listening at the door. Labels look like `erp.createDraft` and `store.invoices.beginPush`. */
export function watchPort<T extends object>(port: T, name: string, listen: Listener): T {
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof property !== 'string' || silentMethods.has(property)) return value;
      if (typeof value === 'function') return watchMethod(value.bind(target) as Method, `${name}.${property}`, listen);
      return typeof value === 'object' && value !== null ? watchPort(value, `${name}.${property}`, listen) : value;
    },
  });
}

/** As {@link watchPort}; what happens inside a transaction is heard too, under `tx`. */
export function watchStore(store: Store, listen: Listener): Store {
  const transaction: Store['transaction'] = (work) =>
    store.transaction((tx) => work(watchPort<StoreTransaction>(tx, 'tx', listen)));
  return watchPort({ ...store, transaction }, 'store', listen);
}

function watchMethod(method: Method, label: string, listen: Listener): Method {
  const name = label.slice(label.lastIndexOf('.') + 1);
  if (pagedMethods.has(name)) return (...values) => watchPages(() => method(...values) as AsyncIterable<unknown>, label, listen);
  return async (...values) => {
    await listen('before', label);
    try {
      return await method(...values);
    } finally {
      await listen('after', label);
    }
  };
}

async function* watchPages(pages: () => AsyncIterable<unknown>, label: string, listen: Listener): AsyncGenerator<unknown> {
  await listen('before', label);
  for await (const page of pages()) {
    await listen('after', label);
    yield page;
  }
}
