import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { read, root } from './pages.js';

const dockerfile = read('Dockerfile');
const defaults = parse(read('config/default.yaml')) as { server: { port: number }; sync: { shutdown: string } };

interface Service {
  image?: string;
  read_only?: boolean;
  ports?: string[];
  environment?: Record<string, string>;
  secrets?: (string | { source: string })[];
  stop_grace_period?: string;
}
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  secrets: Record<string, unknown>;
};

test('everything the image copies exists and is let through', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
  const letThrough = read('.dockerignore').split('\n');

  expect(copied).toContain('src');
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(copied.filter((path) => !letThrough.includes(`!${path.replace('./', '')}`))).toEqual([]);
});

test('the image runs without rights and asks for its health where the service listens', () => {
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toContain(`http://127.0.0.1:${defaults.server.port}/livez`);
});

test('no secret is written into the image or the compose file', () => {
  const named = Object.values(compose.services).flatMap((service) => service.secrets ?? []);
  const sources = named.map((secret) => (typeof secret === 'string' ? secret : secret.source));

  expect(sources.filter((name) => !(name in compose.secrets))).toEqual([]);
  expect(compose.services['db']?.environment).not.toHaveProperty('MSSQL_SA_PASSWORD');
  expect(dockerfile).not.toMatch(/SECRET|PASSWORD|TOKEN/);
});

test('our containers cannot write to their file system, and are reached from this machine only', () => {
  const ours = Object.values(compose.services).filter(({ image }) => image === 'bookledger:local');
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);

  expect(ours).toHaveLength(3);
  expect(ours.every((service) => service.read_only === true)).toBe(true);
  expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
});

test('a container gets longer to stop than the program takes', () => {
  const seconds = (text: string | undefined): number => Number(/^(\d+)s$/.exec(text ?? '')?.[1]);

  expect(seconds(compose.services['bookledger']?.stop_grace_period)).toBeGreaterThan(seconds(defaults.sync.shutdown));
});
