import { useEach } from "../../support/useEach";
import { changeMs, openSandbox, provisionMs } from "../openSandbox";
import type { Answer } from "../wire";
import { type CallOptions, call } from "./client";

export type Fields = Record<string, unknown>;

export const monthMs = 31 * 24 * 3_600_000;

/** The smallest order, in the shape of the vendor's sample. */
export const smallest = {
  vpcId: "vpc-hvo176vm93",
  subnetId: "subnet-k8sjnalvo3",
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
} as const;

export const sharded = { cacheInstanceClass: "redis.s.small.basic", shardNumber: 2 } as const;
export const oneMonth = { chargeMode: "prepaid_by_duration", chargeUnit: "month", chargeDuration: 1 } as const;

async function openFixture() {
  const opened = await openSandbox();
  const { clock, wait } = opened;
  /** `GET /path` or the like, in the home region: `{r}` stands for `/regions/cn-north-1`. */
  const send = (line: string, params?: Fields, options?: CallOptions): Promise<Answer> => {
    const [method = "", path = ""] = line.replace("{r}", "/regions/cn-north-1").split(" ");
    return call(opened.sandbox, method, path, params, { now: clock.now, ...options });
  };
  const create = (spec: Fields = {}, charge?: Fields, options?: CallOptions) =>
    send("POST {r}/cacheInstance", { cacheInstance: { ...smallest, ...spec }, ...(charge && { charge }) }, options);
  return Object.assign(opened, {
    call: send,
    /** `POST /backup` or the like, of an instance. */
    on: (id: string, line: string, params?: Fields) => {
      const [method, path = ""] = line.split(" ");
      return send(`${method} {r}/cacheInstance/${id}${path}`, params);
    },
    create,
    /** Creates an instance and waits until it runs and the billing side is idle. */
    createRunning: async (spec?: Fields, charge?: Fields): Promise<string> => {
      const created = await create(spec, charge);
      if (created.status !== 200) throw new Error(created.text);
      wait(provisionMs + changeMs);
      return created.body.result.cacheInstanceId;
    },
    /** What describeCacheInstance shows. */
    describe: async (id: string) => (await send(`GET {r}/cacheInstance/${id}`)).body.result?.cacheInstance,
    /** What the control port shows. */
    instance: (id: string) => opened.sandbox.instances().find((one) => one.id === id),
    drift: (id: string, set: Fields) => opened.sandbox.drift({ cloud: "jd", id, set }),
  });
}

/** A new sandbox for each test of the file. */
export const useFixture = () => useEach(openFixture);

/** Status and name of an error, like `404 NOT_FOUND`. */
export const errorOf = ({ status, body }: Answer) => `${status} ${body.error?.status}`;
