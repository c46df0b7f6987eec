export { clouds } from "./clouds";
export type { CloudDefinition, Drift, SandboxInstance } from "./core/cloud";
export { type Fault, type FaultKind, faultKinds } from "./core/faults";
export type { RequestRecord } from "./core/journal";
export { type KeyPair, type KeyRing, readKeyFile } from "./core/keys";
export type { RequestListener, RequestNotice } from "./core/pipeline";
export { type Sandbox, type SandboxInfo, type SandboxOptions, startSandbox } from "./start";
