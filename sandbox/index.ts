export { clouds } from "./clouds";
export type { CloudDefinition, SandboxInstance } from "./core/cloud";
export type { Fault, FaultKind } from "./core/faults";
export { type Sandbox, type SandboxOptions, startSandbox } from "./start";
