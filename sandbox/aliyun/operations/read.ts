import { invalid } from "../errors";
import type { AliyunInstance, AliyunProperties } from "../instance";
import { type Context, type Operation, read } from "../state";
import { detailView, listView } from "../view";
import { hasTags } from "./tags";

export const describeInstanceAttribute = read({
  known: "[sdk] fields and their types; [tf] which are insisted on, InvalidInstanceId.NotFound",
  show: (instance) => ({ Instances: { DBInstanceAttribute: [detailView(instance)] } }),
});

export const describeInstances: Operation = {
  mutating: false,
  known:
    "[sdk] filters, fields, at most 30 ids, pages of 30 to 50; [tf] Expired for the recycle bin; [guess] unknown ids are left out",
  handle: (context) => {
    const { args, store } = context;
    const number = args.int("PageNumber") ?? 1;
    const size = args.int("PageSize") ?? 30;
    const all = args.bool("Expired") === true ? [...store.all(), ...store.allBinned()] : store.all();
    const found = all.filter(matcher(context));
    return {
      content: {
        Instances: { KVStoreInstance: found.slice((number - 1) * size, number * size).map(listView) },
        TotalCount: found.length,
        PageNumber: number,
        PageSize: size,
      },
    };
  },
};

/** Filters that compare one field of the same name. */
const fieldFilters = [
  "RegionId",
  "ArchitectureType",
  "ChargeType",
  "EditionType",
  "EngineVersion",
  "InstanceClass",
  "InstanceType",
  "NetworkType",
  "NodeType",
  "PrivateIp",
  "ResourceGroupId",
  "VSwitchId",
  "VpcId",
  "ZoneId",
] as const satisfies readonly (keyof AliyunProperties)[];

function matcher({ args, account, world }: Context): (instance: AliyunInstance) => boolean {
  const ids = args
    .text("InstanceIds")
    ?.split(",")
    .map((id) => id.trim());
  if (ids !== undefined && ids.length > 30) throw invalid("InstanceIds holds at most 30 ids.");
  const tags = args.tags();
  if (tags.length > 5) throw invalid("At most 5 tags can be given.");
  if (tags.length > 0) args.must("RegionId"); // [sdk] mandatory with a tag filter only
  const requested = fieldFilters.flatMap((field) => {
    const value = args.text(field);
    return value === undefined ? [] : [[field, value] as const];
  });
  const status = args.text("InstanceStatus");
  const search = args.text("SearchKey");
  const expired = args.bool("Expired");
  return (instance) => {
    const { properties } = instance;
    if (instance.account !== account) return false;
    if (ids !== undefined && !ids.includes(instance.id)) return false;
    if (status !== undefined && instance.status !== status) return false;
    if (search !== undefined && !instance.id.includes(search) && !properties.InstanceName.includes(search))
      return false;
    const isExpired = instance.binned === true || hasEnded(properties, world.now());
    if (expired !== undefined && isExpired !== expired) return false;
    if (!hasTags(instance, tags)) return false;
    return requested.every(([field, value]) => String(properties[field]) === value);
  };
}

function hasEnded({ EndTime }: AliyunProperties, now: number): boolean {
  return EndTime !== "" && Date.parse(EndTime) <= now;
}
