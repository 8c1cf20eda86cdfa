import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerIdentity } from './authority.js';

/** One HTTPS server on loopback. */
export interface Listener {
  /** `https://localhost:PORT`. */
  origin: string;
  close(): Promise<void>;
}

/**
 * Opens a loopback HTTPS listener with keep-alive.
 * @param port 0 for any free port
 * @throws Error EADDRINUSE when the port is taken
 */
export async function listen(
  identity: ServerIdentity,
  port: number,
  handle: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer({
    key: identity.key,
    cert: identity.cert,
    keepAlive: true,
    keepAliveTimeout: 120_000,
    noDelay: true,
  });
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // A client that went away in the middle is its own business; the listener lives on.
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', resolve);
  });
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
