/** Where documents and reports disagree about Graph Bookings, a switch says which side the sandbox takes. */
export interface GraphSettings {
  /** `customers` in lists and calendarView (reference section 4.3). */
  customersInLists: 'empty' | 'filled' | 'absent';
  /** Ids on the customers endpoint; appointments always carry GUIDs (section 5.2). */
  customerIds: 'guid' | 'exchange' | 'mixed';
  /** End of `dateTime` values (section 1, fact 8). */
  dateTimeSuffix: 'none' | 'Z';
  /** Entries a page, where no `$top` is sent (section 3.2). */
  pageSize: number;
  /** Leaves `lastUpdatedDateTime` out everywhere. */
  dropLastUpdatedDateTime: boolean;
  /** The flat customerName, customerEmailAddress and customerPhone of an appointment (section 4.3). */
  flatCustomerFields: 'none' | 'calendarView' | 'everywhere';
  /** Requests an app may have in flight before ApplicationThrottled; null for no limit (section 9.1). */
  concurrencyLimit: number | null;
  /** Retry-After of ApplicationThrottled, in seconds; null leaves the header out. */
  concurrencyRetryAfterSeconds: number | null;
  /** Edges of calendarView's window (section 3.1: not documented). */
  windowEdges: 'overlap' | 'startWithin';
  /** How next links behave; the last two are defects seen or feared elsewhere (section 3.2). */
  nextLinks: 'normal' | 'repeating' | 'otherHost';
  /** Every n-th page of a list is empty but has a next link; null for never. */
  emptyPageEvery: number | null;
}

/** The harder side of each question that a reader has to be ready for. */
export const defaultGraphSettings: GraphSettings = {
  customersInLists: 'empty',
  customerIds: 'mixed',
  dateTimeSuffix: 'none',
  pageSize: 20,
  dropLastUpdatedDateTime: false,
  flatCustomerFields: 'none',
  concurrencyLimit: 4,
  concurrencyRetryAfterSeconds: 1,
  windowEdges: 'overlap',
  nextLinks: 'normal',
  emptyPageEvery: null,
};
