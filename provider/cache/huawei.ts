import { output } from "@pulumi/pulumi";
import type { HuaweiDcsInstanceArgs } from "../huawei/args";
import { HuaweiDcsInstance } from "../huawei/resource";
import { capacitiesOf, proxyShards, specCodeOf, versions } from "../huawei/specCode";
import type { CloudMapping } from "./mapping";
import type { Offer } from "./offers";
import { whenKnown } from "./whenKnown";

interface Size {
  readonly specCode: string;
  readonly capacity: number;
}

const offers = (["ha", "single", "proxy"] as const).flatMap((mode) =>
  capacitiesOf(false, mode).map(
    (capacity): Offer<Size> => ({
      memoryGb: capacity,
      shards: (mode === "proxy" ? proxyShards[capacity] : undefined) ?? 1,
      ha: mode !== "single",
      versions,
      size: { specCode: specCodeOf(mode, capacity), capacity },
    }),
  ),
);

/** The vendor rejects this block in a whitelist; without one, every address of the VPC may connect. */
const isEverybody = (block: string) => block === "0.0.0.0/0";

/** Basic editions on x86 processors, in their documented numbers of shards. */
export const huawei: CloudMapping<Size, HuaweiDcsInstanceArgs, HuaweiDcsInstance> = {
  title: "Huawei Cloud",
  offers,
  requires: ["vpcId", "subnetId", "zones"],
  hasSecurityGroups: false,
  args({ choice, network, region, instanceName, password, allowFrom, tags }) {
    return {
      region,
      azCodes: network?.zones ?? [],
      vpcId: network?.vpcId ?? "",
      subnetId: network?.subnetId ?? "",
      name: instanceName,
      engine: "Redis",
      engineVersion: whenKnown(choice, ({ engineVersion }) => engineVersion),
      specCode: whenKnown(choice, ({ size }) => size.specCode),
      capacity: whenKnown(choice, ({ size }) => size.capacity),
      password,
      whitelist: whenKnown(allowFrom, (blocks: string[]) =>
        blocks.some(isEverybody) ? [] : [{ groupName: "cache", ipList: blocks }],
      ),
      enableWhitelist: whenKnown(allowFrom, (blocks: string[]) => !blocks.some(isEverybody)),
      tags,
    };
  },
  create: (name, args, opts) => new HuaweiDcsInstance(name, args, opts),
  outputs: (dcs) => ({
    instanceId: dcs.instanceId,
    // Some instances have an address and no name.
    host: output([dcs.connectionDomain, dcs.ip]).apply(([domain, ip]) => String(domain ?? ip?.split(",")[0])),
    port: dcs.port,
    connectionString: dcs.connectionString,
    engineVersion: dcs.engineVersion.apply(String),
    instanceClass: dcs.specCode,
    region: dcs.region,
    status: dcs.status,
  }),
};
