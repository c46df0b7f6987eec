import { randomBytes, randomInt } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import type { Engine } from "../core/host/engine";
import type { CacheRecordInputs, CacheRecordState } from "./record";

const names = ["cloud", "generatesPassword", "passwordVersion"] as const satisfies (keyof CacheRecordInputs)[];

type Values = Readonly<Record<string, unknown>>;
const inputsOf = (values: Values) =>
  Object.fromEntries([...names, "__urn"].map((name) => [name, values[name] ?? null])) as unknown as CacheRecordInputs;

/** What the engine calls for a `CacheRecord`. Nothing of it exists anywhere but in the state. */
export class CacheRecordProvider implements dynamic.ResourceProvider {
  constructor(private readonly engine: Pick<Engine, "warn" | "flush">) {}

  async check(_olds: Values, news: Values): Promise<dynamic.CheckResult> {
    return { inputs: inputsOf(news) };
  }

  /** Never a replacement: the password outlives every edit but that of its version. */
  async diff(_id: string, olds: Values, news: Values): Promise<dynamic.DiffResult> {
    const [before, after] = [inputsOf(olds), inputsOf(news)];
    if (before.cloud !== after.cloud) {
      this.engine.warn(
        String(news.__urn),
        `This cache moves from ${before.cloud} to ${after.cloud}: a new one is created first, and the old one is deleted once everything else has succeeded. Its data is not copied, and host and instance id change.`,
      );
      await this.engine.flush();
    }
    return { changes: names.some((name) => before[name] !== after[name]) };
  }

  async create(inputs: Values): Promise<dynamic.CreateResult> {
    return { id: randomBytes(8).toString("hex"), outs: stateOf(inputsOf(inputs)) };
  }

  async update(_id: string, olds: Values, news: Values): Promise<dynamic.UpdateResult> {
    const isSameVersion = inputsOf(olds).passwordVersion === inputsOf(news).passwordVersion;
    const kept = isSameVersion ? (olds as unknown as CacheRecordState).password : null;
    return { outs: stateOf(inputsOf(news), kept) };
  }
}

function stateOf(inputs: CacheRecordInputs, kept: string | null = null): CacheRecordState {
  return { ...inputs, password: inputs.generatesPassword ? (kept ?? generatePassword()) : null };
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const characters = `${upper}${upper.toLowerCase()}0123456789`;
const length = 16;

/** The strictest vendor takes 8-16 letters and digits, and wants upper case, lower case and a digit; that suits the others. */
function generatePassword(): string {
  const password = Array.from({ length }, () => characters[randomInt(characters.length)]).join("");
  return [/[A-Z]/, /[a-z]/, /\d/].every((pattern) => pattern.test(password)) ? password : generatePassword();
}
