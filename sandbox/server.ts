/** The sandbox as a whole: sign-in and Graph on one origin, Business Central on another, the control listener on a third. */
import { createServerIdentity } from './authority.js';
import { createBusinessCentral, type BusinessCentral } from './businesscentral/service.js';
import type { BusinessCentralSettings } from './businesscentral/settings.js';
import { createClock } from './clock.js';
import { systems, type SandboxClock, type SystemName } from './contract.js';
import { createControl, type FaultSettings, type SandboxControl } from './control.js';
import { createControlRoutes } from './control-routes.js';
import { createCounterBook } from './counters.js';
import { faultAnswer } from './fault-answers.js';
import { createFaultBook } from './faults.js';
import type { GraphSeedOptions } from './graph/seed.js';
import { createGraphBookings, partFaultKinds } from './graph/service.js';
import type { GraphSettings } from './graph/settings.js';
import { createIdentity, type Credentials, type IdentitySettings } from './identity/service.js';
import { createTokenDesk, type Audience } from './identity/tokens.js';
import { handleLedger } from './ledger/page.js';
import { listen, type Listener } from './listener.js';
import { createPipeline } from './pipeline.js';

export interface SandboxOptions {
  /** 0 or nothing for any free port. */
  graphPort?: number;
  businessCentralPort?: number;
  controlPort?: number;
  /** Where `ca.pem` goes; a temporary folder, gone after stop, when left out. */
  dataDir?: string;
  seed?: GraphSeedOptions;
  graph?: Partial<GraphSettings>;
  identity?: Partial<IdentitySettings>;
  businessCentral?: Partial<BusinessCentralSettings>;
  latencyMs?: Partial<Record<SystemName, number>>;
  /** ISO instant at which the sandbox's clock starts; the machine's now when left out. */
  now?: string;
}

export interface Sandbox {
  /** `https://localhost:PORT/v1.0`. */
  graphUrl: string;
  /** `https://localhost:PORT/{tenantId}`. */
  authorityUrl: string;
  /** `https://localhost:PORT/v2.0/{tenantId}/Production/api/v2.0`. */
  businessCentralUrl: string;
  controlUrl: string;
  ledgerUrl: string;
  /** The authority's certificate, for NODE_EXTRA_CA_CERTS and configuration. */
  caFile: string;
  credentials: Credentials;
  clock: SandboxClock;
  control: SandboxControl;
  /** The Business Central side, whose `control` plays finance. */
  businessCentral: BusinessCentral;
  stop(): Promise<void>;
}

/** Known to everybody: they open nothing but a sandbox. */
export const sandboxCredentials: Credentials = {
  tenantId: '5a4d0b0c-5a4d-4b0c-8b0c-5a4d0b0c0001',
  clientId: '5a4d0b0c-c11e-4b0c-8b0c-5a4d0b0c0002',
  clientSecret: 'sandbox-secret-known-to-all',
};

/**
 * Starts the sandbox on loopback.
 * @throws Error EADDRINUSE when a given port is taken, RangeError when `now` is not a time
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const parts = assemble(options);
  const { clock, control, identity, graph, businessCentral, pipelineParts, origins } = parts;
  const tls = await createServerIdentity(options.dataDir);
  const open: Listener[] = [];
  const openOne = async (port: number | undefined, handle: Parameters<typeof listen>[2]): Promise<string> => {
    const listener = await listen(tls, port ?? 0, handle);
    open.push(listener);
    return listener.origin;
  };
  const stop = async (): Promise<void> => {
    businessCentral.close();
    await Promise.all(open.map((listener) => listener.close()));
    await tls.tidyUp();
  };
  const { tenantId } = sandboxCredentials;
  const addresses = (): Omit<Sandbox, 'clock' | 'control' | 'businessCentral' | 'stop'> => ({
    graphUrl: `${origins.graph}/v1.0`,
    authorityUrl: `${origins.graph}/${tenantId}`,
    businessCentralUrl: `${origins.businessCentral}/v2.0/${tenantId}/Production/api/v2.0`,
    controlUrl: `${origins.control}/control`,
    ledgerUrl: `${origins.control}/ledger`,
    caFile: tls.caFile,
    credentials: sandboxCredentials,
  });
  try {
    origins.graph = await openOne(
      options.graphPort,
      createPipeline(
        pipelineParts,
        () => [identity, graph],
        () => origins.graph,
      ),
    );
    origins.businessCentral = await openOne(
      options.businessCentralPort,
      createPipeline(
        pipelineParts,
        () => [businessCentral],
        () => origins.businessCentral,
      ),
    );
    const routes = createControlRoutes(
      {
        control,
        clock,
        info: addresses,
        businessCentral: { ...businessCentral.control },
        page: (request) => handleLedger(request, businessCentral),
      },
      () => origins.control,
    );
    origins.control = await openOne(options.controlPort, routes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...addresses(), clock, control, businessCentral, stop };
}

/** Makes the parts and ties them together, before anything listens. */
function assemble(options: SandboxOptions) {
  const clock = createClock(options.now === undefined ? undefined : new Date(options.now).getTime());
  const tokens = createTokenDesk(clock);
  const counters = createCounterBook();
  const faultSettings: FaultSettings = { throttleEarlyCalls: true };
  const faults = createFaultBook({ throttlesEarlyCalls: () => faultSettings.throttleEarlyCalls });
  const latencyMs = {
    ...(Object.fromEntries(systems.map((system) => [system, 0])) as Record<SystemName, number>),
    ...options.latencyMs,
  };
  const origins = { graph: '', businessCentral: '', control: '' };
  const identitySettings: IdentitySettings = {
    expiresInSeconds: 3599,
    clientSecretState: 'accepted',
    certificates: [],
    ...options.identity,
  };
  const identity = createIdentity({
    clock,
    tokens,
    credentials: sandboxCredentials,
    settings: identitySettings,
    audienceOf: (resource) => audienceOf(resource, origins),
  });
  const graph = createGraphBookings({
    clock,
    tokens,
    ...(options.graph ? { settings: options.graph } : {}),
    ...(options.seed ? { seed: options.seed } : {}),
    partFault: (part) => {
      const fault = faults.strike('graph', part, partFaultKinds);
      return fault && faultAnswer(fault, 'graph', part, clock);
    },
    countPart: (route, status) => counters.countPart('graph', route, status),
  });
  const businessCentral = createBusinessCentral({
    clock,
    tokenIsValid: (header) => tokens.check(header, 'businessCentral'),
    ...(options.businessCentral ? { settings: options.businessCentral } : {}),
  });
  const control = createControl({ clock, counters, faults, faultSettings, latencyMs, graph, identitySettings, tokens });
  return { clock, control, identity, graph, businessCentral, origins, pipelineParts: { clock, counters, faults, latencyMs } };
}

/** Both the real resource names and the sandbox's own origins are understood. */
function audienceOf(resource: string, origins: { graph: string; businessCentral: string }): Audience | undefined {
  const named = resource.replace(/\/$/, '');
  if (
    [origins.graph, 'https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://dod-graph.microsoft.us'].includes(named)
  )
    return 'graph';
  return [origins.businessCentral, 'https://api.businesscentral.dynamics.com'].includes(named) ? 'businessCentral' : undefined;
}
