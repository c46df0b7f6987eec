import type { EditRule } from "../core/resource/definition";
import type { AliyunRedisInputs } from "./args";

const edit = (
  on: EditRule<AliyunRedisInputs>["on"],
  message: EditRule<AliyunRedisInputs>["message"],
): EditRule<AliyunRedisInputs> => ({ on, message });

const nodeCounts = ["readOnlyCount", "slaveReadOnlyCount", "replicaCount", "slaveReplicaCount"] as const;
const replaceInstead = "To get another instance instead, run `pulumi up --replace` for this resource.";

/** Edits that an existing instance cannot follow, although each argument on its own is changed in place. */
export const editRules: readonly EditRule<AliyunRedisInputs>[] = [
  edit(["zoneId", "vSwitchId"], (state, { zoneId, vSwitchId }) => {
    if (zoneId === undefined || zoneId === state.zoneId) return undefined;
    const move = `a move from ${state.zoneId} to ${zoneId}`;
    if (vSwitchId === undefined) return `${move} needs the vSwitchId of a vSwitch there. ${replaceInstead}`;
    return vSwitchId === state.vSwitchId
      ? `${move} needs another vSwitchId, because a vSwitch is in one zone.`
      : undefined;
  }),
  edit(["privateIpAddress", "vSwitchId"], (state, { privateIpAddress, vSwitchId }) =>
    privateIpAddress !== undefined && vSwitchId !== undefined && vSwitchId !== state.vSwitchId
      ? "cannot stay the same in another vSwitch. Remove it from the program; the host name stays."
      : undefined,
  ),
  edit(["networkType"], (state, { networkType }) =>
    networkType === "CLASSIC" && state.networkType === "VPC"
      ? "an instance in a VPC cannot go back to the classic network."
      : undefined,
  ),
  edit(["networkType", "vpcId", "vSwitchId"], (state, { networkType, vpcId, vSwitchId }) =>
    networkType === "VPC" && state.networkType === "CLASSIC" && (vpcId === undefined || vSwitchId === undefined)
      ? "the move from the classic network into a VPC needs vpcId and vSwitchId."
      : undefined,
  ),
  edit(["vpcId", "vSwitchId"], (state, { vpcId, vSwitchId }) =>
    vpcId !== undefined && vpcId !== state.vpcId && (vSwitchId === undefined || vSwitchId === state.vSwitchId)
      ? "another VPC needs the vSwitchId of one of its vSwitches, in the instance's zone."
      : undefined,
  ),
  edit(nodeCounts, (state, program) => {
    const count = (name: (typeof nodeCounts)[number]) =>
      program[name] ?? (typeof state[name] === "number" ? state[name] : 0);
    const isEdited = nodeCounts.some((name) => program[name] !== undefined && program[name] !== state[name]);
    const replicas = count("replicaCount") + count("slaveReplicaCount");
    return isEdited && count("readOnlyCount") + count("slaveReadOnlyCount") > 0 && replicas > 1
      ? `read-only nodes exclude more than one replica, and the instance would have ${replicas}. Give the number of each.`
      : undefined;
  }),
  edit(["bandwidth"], (state, { bandwidth, readOnlyCount, slaveReadOnlyCount }) =>
    bandwidth !== undefined &&
    bandwidth !== state.bandwidth &&
    state.architectureType === "rwsplit" &&
    readOnlyCount === undefined &&
    slaveReadOnlyCount === undefined
      ? "cannot be changed while the instance has read-only nodes that share the load."
      : undefined,
  ),
  edit(["encryptionKey"], (state, { encryptionKey }) =>
    encryptionKey !== undefined &&
    state.tde === true &&
    typeof state.encryptionKey === "string" &&
    state.encryptionKey !== encryptionKey
      ? `the key of an encrypted instance cannot be changed. ${replaceInstead}`
      : undefined,
  ),
  edit(["tde"], (state, { tde }) =>
    tde === false && state.tde === true
      ? `once on, the encryption cannot be switched off. ${replaceInstead}`
      : undefined,
  ),
  edit(["port"], (state, { port }) =>
    port !== undefined && port < 1024 && port !== state.port
      ? "below 1024 is for new instances only; a change takes 1024-65535."
      : undefined,
  ),
  edit(["period", "chargeType"], (state, { period, chargeType }) =>
    chargeType === "PrePaid" && state.chargeType === "PostPaid" && period === 60
      ? "60 months are for new instances only; a change to PrePaid takes at most 36."
      : undefined,
  ),
];
