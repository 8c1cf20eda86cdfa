import { openStore } from '../../src/store/open.js';
import { claimedInvoice } from './arrange.js';
import { minutesAfter, noon } from './builders.js';

/**
 * Run as `claiming-process FILE NAME COUNT`: tries to claim every one of COUNT items, each for an invoice of its own, and prints how many it
 * got. Its many small transactions meet those of another process doing the same.
 */
const [file, name, count] = process.argv.slice(2);
const store = await openStore({ kind: 'sqlite', file: file! });
let claimed = 0;
for (let index = 0; index < Number(count); index += 1) {
  await store.cursors.save(`${name}-${index}`, 'seen', noon);
  const [item] = await store.items.find([`appointment-${index}/kim`]);
  await claimedInvoice(store, item?.stage === 'ready' ? [item] : [], `${name}-${index}`)
    .then((unclaimed) => (claimed += item?.stage === 'ready' && unclaimed.length === 0 ? 1 : 0))
    .catch((error: { kind?: string }) => {
      if (error.kind !== 'conflict') throw error;
    });
  await store.leases.acquire('shared', name!, minutesAfter(index), 1);
}
await store.close();
console.log(claimed);
