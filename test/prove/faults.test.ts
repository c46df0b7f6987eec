import type { Fault } from "../../sandbox";
import { prove, type Trouble } from "./proof";

/** The fault hits the nth call of the command, whatever it is. */
const fault = (kind: Fault["kind"], when?: "before" | "after"): Trouble => ({
  name: `${kind}${when ? ` ${when} the effect` : ""}`,
  begin(world, call) {
    const { cloud } = world;
    const before = world.sandbox.requests().length;
    world.sandbox.fault({ cloud, kind, nth: call, ...(when && { when }) });
    return { end: () => world.sandbox.requests().length - before >= call };
  },
});

prove(
  "a fault",
  [
    fault("throttle"),
    fault("error500", "before"),
    fault("error500", "after"),
    fault("error503", "before"),
    fault("error503", "after"),
    fault("error200", "before"),
    fault("error200", "after"),
    fault("html", "before"),
    fault("html", "after"),
    fault("dropBefore"),
    fault("dropAfter"),
    fault("hang", "before"),
    fault("hang", "after"),
    fault("fail"),
    { ...fault("giveUp"), mayLeaveOldPassword: true },
  ],
  97,
);
