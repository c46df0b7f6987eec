import { ApiError } from "../errors";
import { defaultGroup, type SecurityIpGroup } from "../instance";
import { readSecurityIps } from "../rules";
import { done, findInstance, type Operation, oneOf, requireNormal } from "../state";

export const describeSecurityIps: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => ({
    content: { SecurityIpGroups: { SecurityIpGroup: findInstance(context).properties.SecurityIpGroups } },
  }),
};

export const modifySecurityIps: Operation = {
  mutating: true,
  known: "[sdk] modes, limits; [doc] InvalidGroupName.Format; [guess] takes effect at once; an emptied group vanishes",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    requireNormal(instance);
    const name = args.text("SecurityIpGroupName") ?? defaultGroup;
    if (!/^[a-z][a-z0-9_]{0,30}[a-z0-9]$/.test(name)) throw new ApiError("InvalidGroupName.Format");
    const mode = oneOf(args, "ModifyMode", ["Cover", "Append", "Delete", "0", "1", "2"]) ?? "Cover";
    const groups = instance.properties.SecurityIpGroups;
    const old = groups.find((group) => group.SecurityIpGroupName === name);
    const ips = combine(mode, old, readSecurityIps(args.must("SecurityIps")));
    if (ips.length > 1000) throw new ApiError("InvalidSecurityIps.Format");
    const group: SecurityIpGroup = {
      SecurityIpGroupName: name,
      SecurityIpGroupAttribute: args.text("SecurityIpGroupAttribute") ?? old?.SecurityIpGroupAttribute ?? "",
      SecurityIpList: ips.join(","),
    };
    const kept = ips.length > 0 || name === defaultGroup ? [group] : [];
    const at = old === undefined ? groups.length : groups.indexOf(old);
    instance.properties.SecurityIpGroups = [...groups.slice(0, at), ...kept, ...groups.slice(at + 1)];
    return done(instance);
  },
};

function combine(mode: string, old: SecurityIpGroup | undefined, given: readonly string[]): string[] {
  const present = old === undefined || old.SecurityIpList === "" ? [] : old.SecurityIpList.split(",");
  if (mode === "Append" || mode === "1") return [...new Set([...present, ...given])];
  if (mode === "Delete" || mode === "2") return present.filter((ip) => !given.includes(ip));
  return [...given];
}
