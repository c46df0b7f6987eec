import { isClosed, zonesOf } from "../catalogue";
import { ApiError } from "../errors";
import { isNetworkId } from "../rules";
import type { Operation } from "../state";

export const describeVSwitchAttributes: Operation = {
  mutating: false,
  known: "[doc] VPC 2016-04-28; [tf] VSwitchId has to be the one asked for, VpcId and ZoneId are used",
  handle: ({ args, store, account }) => {
    const id = args.must("VSwitchId");
    if (!isNetworkId(id, "vsw")) throw new ApiError("InvalidVSwitchId.NotFound");
    // A vSwitch that an instance uses belongs to that instance's VPC and zone.
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

export const getCallerIdentity: Operation = {
  mutating: false,
  known: "[doc] STS 2015-04-01",
  handle: ({ account, key }) => ({
    content: {
      AccountId: account,
      UserId: account,
      PrincipalId: account,
      IdentityType: key.token === undefined ? "Account" : "AssumedRoleUser",
      Arn: `acs:ram::${account}:root`,
    },
  }),
};
