/** What can go wrong between a client and a cloud. */
export const faultKinds = {
  hold: "the call waits until release(); `when` says whether before or after its effect",
  throttle: "the vendor's throttling answer",
  error500: "the vendor's internal error",
  error503: "the vendor's service unavailable",
  error200: "the vendor's internal error with status 200: only the body says that the call failed",
  html: "502 with a proxy's HTML page",
  dropBefore: "the connection is cut before the call takes effect",
  dropAfter: "the connection is cut after the call took effect: the answer is lost",
  hang: "no answer, ever; `when` says whether the call took effect",
  slow: "the call waits `ms` milliseconds (default 1000) or until release()",
  fail: "the instance that the call created or changed ends in the vendor's failed state",
  stuck: "the transition that the call began never ends",
  giveUp: "the change that the call began ends without its effect: accepted, busy, then ready with the old values",
} as const;

export type FaultKind = keyof typeof faultKinds;
export type FaultTime = "before" | "after" | "effect";

export interface Fault {
  readonly cloud: string;
  /** Every action when left out. */
  readonly action?: string;
  /** Which matching call from now on is the first to be hit, counted from 1; 1 when left out. */
  readonly nth?: number;
  /** How many matching calls are hit in a row; 1 when left out. */
  readonly times?: number;
  /** For the kinds that can happen on either side of the effect; "before" when left out. */
  readonly when?: "before" | "after";
  readonly kind: FaultKind;
  /** How slow `slow` is. */
  readonly ms?: number;
}

const fixedTimes: Partial<Record<FaultKind, FaultTime>> = {
  dropBefore: "before",
  dropAfter: "after",
  fail: "effect",
  stuck: "effect",
  giveUp: "effect",
};

export function timeOf(fault: Fault): FaultTime {
  return fixedTimes[fault.kind] ?? fault.when ?? "before";
}

interface Armed {
  readonly fault: Fault;
  seen: number;
}

export class Faults {
  private armed: Armed[] = [];
  private gate = openGate();

  /** @throws with the list of valid values, because a misspelt fault would let a test pass for nothing. */
  add(fault: Fault, clouds: readonly string[]): void {
    if (!clouds.includes(fault.cloud))
      throw new Error(`fault: no cloud "${fault.cloud}"; there are: ${clouds.join(", ")}`);
    if (!Object.hasOwn(faultKinds, fault.kind)) {
      throw new Error(`fault: no kind "${fault.kind}"; there are: ${Object.keys(faultKinds).join(", ")}`);
    }
    for (const count of [fault.nth ?? 1, fault.times ?? 1]) {
      if (!Number.isInteger(count) || count < 1) throw new Error("fault: nth and times are whole numbers from 1");
    }
    if (fault.when !== undefined && fault.when !== "before" && fault.when !== "after") {
      throw new Error('fault: when is "before" or "after"');
    }
    this.armed.push({ fault, seen: 0 });
  }

  /** Counts the call in every fault that it matches, and returns those that hit it. */
  take(cloud: string, action: string): Fault[] {
    const hits: Fault[] = [];
    this.armed = this.armed.filter((one) => {
      const { fault } = one;
      if (fault.cloud !== cloud || (fault.action !== undefined && fault.action !== action)) return true;
      one.seen += 1;
      const first = fault.nth ?? 1;
      const last = first + (fault.times ?? 1) - 1;
      if (one.seen >= first) hits.push(fault);
      return one.seen < last;
    });
    return hits;
  }

  /** Waits for the next release(); false when the call is to be given up instead. */
  held(): Promise<boolean> {
    return this.gate.opened;
  }

  /** Waits `ms` or until the next release(). In real time, because a slow answer concerns the client's clock, not the cloud's. */
  async slowed(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([elapsed, this.gate.opened]);
    clearTimeout(timer);
  }

  release(): void {
    this.gate.open(true);
    this.gate = openGate();
  }

  /** Gives held calls up, because they must not take effect after a reset. */
  clear(): void {
    this.armed = [];
    this.gate.open(false);
    this.gate = openGate();
  }
}

function openGate(): { opened: Promise<boolean>; open: (goOn: boolean) => void } {
  let open: (goOn: boolean) => void = () => {};
  const opened = new Promise<boolean>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
