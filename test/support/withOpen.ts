/** What the work runs with, closed after it whatever happens. */
export async function withOpen<World extends { close(): Promise<void> }, Result>(
  open: () => Promise<World>,
  work: (world: World) => Promise<Result>,
): Promise<Result> {
  const world = await open();
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}
