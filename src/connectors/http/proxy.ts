import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import tls, { type ConnectionOptions } from 'node:tls';

type Connected = (error: Error | null, socket?: Socket) => void;
type ConnectTo = (options: ConnectionOptions & { host: string; port: number | string }, connected: Connected) => undefined;

/**
 * Opens connections through a proxy's CONNECT, so that TLS still ends at the other side and the proxy sees no token. User and password
 * in the proxy's address are sent to the proxy as basic authentication.
 */
export function connectThrough(proxyUrl: string): ConnectTo {
  const proxy = new URL(proxyUrl);
  const { request } = proxy.protocol === 'https:' ? https : http;
  return (options, connected) => {
    const target = `${options.host}:${options.port}`;
    const tunnel = request(proxy, {
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...credentialsFor(proxy) },
      agent: false,
    });
    tunnel.once('error', connected);
    tunnel.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return connected(null, tls.connect({ ...options, socket }));
      socket.destroy();
      connected(Object.assign(new Error('The proxy refused'), { code: `EPROXY${answer.statusCode}`, syscall: 'connect' }));
    });
    tunnel.end();
    return undefined;
  };
}

function credentialsFor({ username, password }: URL): Record<string, string> {
  if (!username) return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
