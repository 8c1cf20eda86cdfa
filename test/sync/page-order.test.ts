import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { closePipelines, openPipeline } from './pipeline.js';

afterEach(closePipelines);

test('the next page is on its way before a page is parsed', async () => {
  const pipeline = await openPipeline({ sandbox: { graph: { pageSize: 1 } } });
  for (const at of ['2026-06-01T06:00:00.000Z', '2026-06-02T06:00:00.000Z', '2026-06-03T06:00:00.000Z']) pipeline.book({ at });
  const { source } = pipeline.context;
  let sent = 0;
  const sentAtParsing: number[] = [];
  const other = await pipeline.again({
    source: {
      ...source,
      async *listPages(...window: Parameters<typeof source.listPages>) {
        for await (const page of source.listPages(...window)) {
          yield { ...page, read: () => (sentAtParsing.push(sent), page.read()) };
        }
      },
    },
  });
  const count = (message: unknown) => {
    if ((message as { request: ClientRequest }).request.path.includes('calendarView')) sent += 1;
  };
  diagnostics.subscribe('http.client.request.start', count);
  try {
    await other.sync();
  } finally {
    diagnostics.unsubscribe('http.client.request.start', count);
  }

  expect(sentAtParsing).toEqual([2, 3, 3]);
});
