import type { Phase } from "../../provider/core/resource/definition";

export const statuses: Readonly<Record<string, Phase>> = {
  ...{ Normal: "ready", Creating: "busy", Failed: "failed", Locked: "stopped", Deleted: "deleted" },
};
export const isSettled = (): boolean => true;
export const explain = (): undefined => undefined;
