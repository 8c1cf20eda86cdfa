/** Tells one piece of work when another has made something more for it. */
export interface Feed {
  /** There is more. */
  add(): void;
  /** There will be no more. */
  end(): void;
  /** True when something was added since the last time it was asked, or as soon as that happens; false when the end came first. */
  more(): Promise<boolean>;
}

export function openFeed(): Feed {
  let added = false;
  let ended = false;
  let wake = (): void => {};
  return {
    add: () => {
      added = true;
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    async more() {
      while (!added && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const isMore = added;
      added = false;
      return isMore;
    },
  };
}
