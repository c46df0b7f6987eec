import { type Case, openCase } from "../contract/fixture";
import { useEach } from "../support/useEach";
import { aliyunFixture, base } from "./fixture";

export type Args = Readonly<Record<string, unknown>>;

export const prepaid = { ...base, chargeType: "PrePaid", period: 1 };
export const classic = {
  regionId: base.regionId,
  password: base.password,
  instanceClass: "redis.master.small.default",
};

export const defined = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** A case with one `AliyunRedis`, and short words for what its tests do most. */
export async function openAliyun() {
  const opened = await openCase(aliyunFixture);
  const { engine, sandbox } = opened;
  const program: Case["program"] = (args = base, more = {}) => opened.program(defined(args), more);
  const id = () => opened.ids()[0] as string;
  return {
    ...opened,
    program,
    id,
    up: (args: Args, options = {}) => engine.up(program(args), options),
    preview: (args: Args) => engine.preview(program(args)),
    done: async (args: Args) => expect((await engine.up(program(args))).errors).toEqual([]),
    outputs: () => engine.state[0]?.outputs ?? {},
    /** The instance's properties as the sandbox holds them. */
    properties: () => opened.instances()[0]?.properties ?? {},
    /** Changes them without the provider. */
    drift: (set: Args) => sandbox.drift({ cloud: "aliyun", id: id(), set }),
    /** The parameters of each call of an action. */
    sent: (action: string) =>
      sandbox.requests().flatMap((request) => (request.action === action ? [request.params] : [])),
  };
}

/** Opened before each test, closed after it. */
export const useAliyun = () => useEach(openAliyun);
