interface Closable {
  close(): Promise<void>;
}

/** What the test that runs works with: opened before each, closed after it. */
export const useEach = <World extends Closable>(open: () => Promise<World>): World => use(open, beforeEach, afterEach);

/** The same for all tests of a file or a `describe`. */
export const useForAll = <World extends Closable>(open: () => Promise<World>): World => use(open, beforeAll, afterAll);

function use<World extends Closable>(open: () => Promise<World>, before: jest.Lifecycle, after: jest.Lifecycle): World {
  let current: World;
  before(async () => {
    current = await open();
  });
  after(() => current.close());
  return new Proxy({} as World, { get: (_, name) => current[name as keyof World] });
}
