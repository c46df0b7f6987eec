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

/** Keeps the next call that is about to be handled waiting, whichever it is. */
export function holdNextRequest(cloud: Sandbox): { arrived: Promise<void>; release(): void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    const stop = cloud.onRequest(() => {
      stop();
      resolve();
      return released;
    });
  });
  return { arrived, release };
}
