import { ApiError } from "../errors";
import { isClosed, zonesOf } from "../regions";
import type { Operation } from "../state";

export const describeVSwitchAttributes: Operation = {
  mutating: false,
  known: "[doc] VPC 2016-04-28; [tf] VSwitchId has to be the one asked for, VpcId and ZoneId are used",
  handle: ({ args, store, account }) => {
    const id = args.must("VSwitchId");
    if (!/^vsw-[a-z0-9*]{3,40}$/.test(id) || id.includes("missing")) throw new ApiError("InvalidVSwitchId.NotFound");
    // Every well-formed vSwitch exists; one that an instance is in belongs to that instance's VPC and zone.
    const inside = store.all().find((one) => one.account === account && one.properties.VSwitchId === id)?.properties;
    const region = args.text("RegionId") ?? "cn-hangzhou";
    const zone = zonesOf(region).find((one) => !isClosed(one)) ?? "";
    return {
      content: {
        VSwitchId: id,
        VpcId: inside?.VpcId ?? `vpc-${id.slice(4)}`,
        ZoneId: inside?.ZoneId ?? zone,
        Status: "Available",
        CidrBlock: "172.16.0.0/12",
        VSwitchName: "",
        Description: "",
        IsDefault: false,
        AvailableIpAddressCount: 1000,
        CloudResources: { CloudResourceSetType: [] },
      },
    };
  },
};
