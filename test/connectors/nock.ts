import nock from 'nock';

/**
 * Fences a test file off from the network. Each test fails for a request nobody expected and for an expected one that never came.
 * Call it once at the top of a file or a `describe`.
 */
export function useNock(): void {
  let unexpected: string[] = [];
  const note = (request: unknown): number => unexpected.push(describeRequest(request));

  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });
  beforeEach(() => {
    unexpected = [];
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.emitter.off('no match', note);
    nock.abortPendingRequests();
    nock.cleanAll();
    if (unexpected.length > 0)
      throw new Error(`Nobody expected these requests; add a nock for each:\n  ${unexpected.join('\n  ')}`);
    if (unused.length > 0)
      throw new Error(`These expected requests never came; remove them or call the code:\n  ${unused.join('\n  ')}`);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

function describeRequest(request: unknown): string {
  const { method, path, url, host, hostname } = (request ?? {}) as Record<string, unknown>;
  return `${String(method ?? 'GET')} ${String(url ?? `${String(host ?? hostname ?? '')}${String(path ?? '')}`)}`;
}
