import type { EditRule } from "../core/resource/definition";
import type { AliyunRedisInputs } from "./args";

const countNames = ["readOnlyCount", "slaveReadOnlyCount", "replicaCount", "slaveReplicaCount"] as const;
type CountName = (typeof countNames)[number];

/** Edits that a living instance cannot follow, though each argument alone is changed in place. */
export const edits: readonly EditRule<AliyunRedisInputs>[] = [
  {
    on: ["zoneId", "vSwitchId"],
    message: (state, { zoneId, vSwitchId }) => {
      if (zoneId === undefined || zoneId === state.zoneId) return undefined;
      if (vSwitchId === undefined)
        return `a move from ${state.zoneId} to ${zoneId} needs the vSwitchId of a vSwitch there. To have another instance instead, run \`pulumi up --replace\` for this resource.`;
      return vSwitchId === state.vSwitchId
        ? `a move from ${state.zoneId} to ${zoneId} needs another vSwitchId, because a vSwitch lies in one zone.`
        : undefined;
    },
  },
  {
    on: ["privateIpAddress", "vSwitchId"],
    message: (state, { privateIpAddress, vSwitchId }) =>
      privateIpAddress !== undefined && vSwitchId !== undefined && vSwitchId !== state.vSwitchId
        ? "cannot stay what it is in another vSwitch. Take it out of the program; the host name stays."
        : undefined,
  },
  {
    on: ["networkType"],
    message: (state, { networkType }) =>
      networkType === "CLASSIC" && state.networkType === "VPC"
        ? "an instance in a VPC cannot go back to the classic network."
        : undefined,
  },
  {
    on: ["networkType", "vpcId", "vSwitchId"],
    message: (state, { networkType, vpcId, vSwitchId }) =>
      networkType === "VPC" && state.networkType === "CLASSIC" && (vpcId === undefined || vSwitchId === undefined)
        ? "the move from the classic network into a VPC needs vpcId and vSwitchId."
        : undefined,
  },
  {
    on: ["vpcId", "vSwitchId"],
    message: (state, { vpcId, vSwitchId }) =>
      vpcId !== undefined && vpcId !== state.vpcId && (vSwitchId === undefined || vSwitchId === state.vSwitchId)
        ? "another VPC needs the vSwitchId of one of its vSwitches, in the instance's zone."
        : undefined,
  },
  {
    on: ["readOnlyCount", "slaveReadOnlyCount", "replicaCount", "slaveReplicaCount"],
    message: (state, program) => {
      const count = (name: CountName) => program[name] ?? (typeof state[name] === "number" ? state[name] : 0);
      const isAsked = countNames.some((name) => program[name] !== undefined && program[name] !== state[name]);
      const replicas = count("replicaCount") + count("slaveReplicaCount");
      return isAsked && count("readOnlyCount") + count("slaveReadOnlyCount") > 0 && replicas > 1
        ? `read-only nodes exclude more than one replica, and the instance would have ${replicas}. Say how many of each it shall have.`
        : undefined;
    },
  },
  {
    on: ["tde"],
    message: (state, { tde }) =>
      tde === false && state.tde === true
        ? "once on, the encryption cannot be switched off. To have another instance instead, run `pulumi up --replace` for this resource."
        : undefined,
  },
  {
    on: ["port"],
    message: (state, { port }) =>
      port !== undefined && port < 1024 && port !== state.port
        ? "below 1024 is for new instances only; a change takes 1024-65535."
        : undefined,
  },
  {
    on: ["period", "chargeType"],
    message: (state, { period, chargeType }) =>
      chargeType === "PrePaid" && state.chargeType === "PostPaid" && period === 60
        ? "60 months are for new instances only; a change to PrePaid takes at most 36."
        : undefined,
  },
];
