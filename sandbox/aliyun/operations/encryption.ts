import { ApiError } from "../errors";
import { type AliyunInstance, status, vendorTime } from "../instance";
import { done, findInstance, type Operation, oneOf, requireNormal, transit } from "../state";

export const describeInstanceSSL: Operation = {
  mutating: false,
  known: "[sdk] fields; [tf] IncorrectEngineVersion where it is not supported; [guess] where that is",
  handle: (context) => {
    const instance = findInstance(context);
    requireSsl(instance);
    const { SSLEnabled, ConnectionDomain } = instance.properties;
    const more = SSLEnabled
      ? {
          CertCommonName: ConnectionDomain,
          CertDownloadURL: "https://apsaradb-public.oss-ap-southeast-1.aliyuncs.com/ApsaraDB-CA-Chain.zip",
          SSLExpiredTime: vendorTime(instance.createdAt + 365 * 24 * 3_600_000),
        }
      : {};
    return { content: { InstanceId: instance.id, SSLEnabled: SSLEnabled ? "Enable" : "Disable", ...more } };
  },
};

export const modifyInstanceSSL: Operation = {
  mutating: true,
  known: "[sdk] Enable, Disable, Update; [tf] SSLEnabledStateExistsFault, SSLDisableStateExistsFault, SSLModifying",
  handle: (context) => {
    const instance = findInstance(context);
    requireSsl(instance);
    const wish = oneOf(context.args, "SSLEnabled", ["Enable", "Disable", "Update"]);
    const isOn = instance.properties.SSLEnabled;
    if (wish === "Enable" && isOn) throw new ApiError("SSLEnabledStateExistsFault");
    if (wish !== "Enable" && !isOn) throw new ApiError("SSLDisableStateExistsFault");
    requireNormal(instance);
    transit(context, instance, status.ssl, { SSLEnabled: wish !== "Disable" });
    return done(instance, { InstanceId: instance.id, TaskId: String(context.world.random.number(1_000_000_000)) });
  },
};

function requireSsl({ properties }: AliyunInstance): void {
  if (properties.InstanceType === "Memcache" || properties.EngineVersion === "2.8")
    throw new ApiError("IncorrectEngineVersion");
}

export const describeInstanceTDEStatus: Operation = {
  mutating: false,
  known: "[sdk] fields; [tf] InstanceType.NotSupport (#5977, #9971)",
  handle: (context) => {
    const { IsSupportTDE, TDEStatus } = findInstance(context).properties;
    if (!IsSupportTDE) throw new ApiError("InstanceType.NotSupport");
    return { content: { TDEStatus: TDEStatus ? "Enabled" : "Disabled" } };
  },
};

export const modifyInstanceTDE: Operation = {
  mutating: true,
  known: "[sdk] Enabled only, for ever; [guess] the status meanwhile, a second time is no error",
  handle: (context) => {
    const instance = findInstance(context);
    if (!instance.properties.IsSupportTDE) throw new ApiError("InstanceType.NotSupport");
    oneOf(context.args, "TDEStatus", ["Enabled"]);
    requireNormal(instance);
    transit(context, instance, status.changing, { TDEStatus: true });
    return done(instance);
  },
};

export const describeEncryptionKey: Operation = {
  mutating: false,
  known: "[sdk] fields",
  handle: (context) => {
    const { IsSupportTDE } = findInstance(context).properties;
    if (!IsSupportTDE) throw new ApiError("InstanceType.NotSupport");
    const key = context.args.text("EncryptionKey") ?? "";
    return {
      content: {
        EncryptionKey: key,
        EncryptionKeyStatus: "Enabled",
        EncryptionName: "AES-CTR-256",
        KeyUsage: "ENCRYPT/DECRYPT",
      },
    };
  },
};
