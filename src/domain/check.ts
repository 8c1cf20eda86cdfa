/** One thing the check looked at. */
export interface CheckFinding {
  /** `Bookings`, `Business Central`, `Sign-in`, `Database`, `Configuration` */
  area: string;
  /** What was looked at: `Read appointments of salon@fjord.test`. */
  subject: string;
  /** `unproven`: could not be tried without changing something, or depends on a failed check. */
  result: 'ok' | 'warning' | 'failed' | 'unproven';
  /** What was found. */
  detail: string;
  /** What to do about it; empty when ok. */
  fix: string;
}
