import type { Sandbox } from "../../../sandbox";

/** Settles when the call arrives, which is before it takes effect. */
export function nextRequest(cloud: Sandbox, action: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = cloud.onRequest((request) => {
      if (request.action !== action) return;
      stop();
      resolve();
    });
  });
}

/** Keeps the next call of an action, or the very next one, waiting before it is handled. */
export function holdNextRequest(cloud: Sandbox, action?: string): { arrived: Promise<void>; release(): void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    const stop = cloud.onRequest((request) => {
      if (action !== undefined && request.action !== action) return;
      stop();
      resolve();
      return released;
    });
  });
  return { arrived, release };
}

/** The calls that changed something, after the first so many. */
export const changingRequests = (cloud: Sandbox, since = 0) =>
  cloud
    .requests()
    .slice(since)
    .filter(({ mutating }) => mutating);

/** How many calls of the action have arrived so far. */
export const countRequests = (cloud: Sandbox, action: string): number =>
  cloud.requests().filter((request) => request.action === action).length;
