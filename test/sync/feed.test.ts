import { openFeed } from '../../src/sync/feed.js';

describe('a feed between two pieces of work', () => {
  it('tells of what was added since it was asked last, once', async () => {
    const feed = openFeed();
    feed.add();
    feed.add();

    const first = await feed.more();
    feed.end();

    expect([first, await feed.more()]).toEqual([true, false]);
  });

  it('waits for more, or for the end', async () => {
    const feed = openFeed();
    const asked = feed.more();
    feed.add();
    const askedAgain = asked.then(() => feed.more());
    await asked;
    feed.end();

    expect([await asked, await askedAgain]).toEqual([true, false]);
  });

  it('tells of what was added before it ended', async () => {
    const feed = openFeed();
    feed.add();
    feed.end();

    expect([await feed.more(), await feed.more()]).toEqual([true, false]);
  });
});
