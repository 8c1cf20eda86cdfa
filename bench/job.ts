/** What a benchmark is about, shared by the process that directs it and the processes that are measured. */

/** `filled`: lists tell the attendees. `empty`: they do not, as Graph mostly does it, and each appointment costs a GET. */
export const modes = ['filled', 'empty'] as const;
export type Mode = (typeof modes)[number];

/** How a started sandbox is reached; the first line it prints. */
export interface SandboxAddresses {
  graphUrl: string;
  authorityUrl: string;
  businessCentralUrl: string;
  controlUrl: string;
  caFile: string;
  credentials: { tenantId: string; clientId: string; clientSecret: string };
}

/** What a measured process is told. */
export interface Job {
  addresses: SandboxAddresses;
  mode: Mode;
  /** The Bookings business that holds the appointments, and the company that bills them. */
  businessId: string;
  company: string;
  /** Services whose item is named by rule: service name → item number. The others' items are created. */
  items: Record<string, string>;
  /** Folder of this run's own: configuration and database. */
  directory: string;
  /** Bounds of the window that is read, as the product reads it: whole days around today. */
  window: { from: string; to: string };
}

/** Requests at once that the two sides allow (Graph reference 9.1, BC reference 10): the product's defaults, and the loop's. */
export const graphConcurrency = 4;
export const businessCentralConcurrency = 5;
