import { ApiError } from "../errors";
import { type AliyunInstance, status, vendorTime } from "../instance";
import { type Context, change, newTaskId, read, requireNormal } from "../state";

export const describeInstanceSSL = read({
  known: "[sdk] fields; [tf] IncorrectEngineVersion where it is not supported; [guess] where that is",
  require: [requireSsl],
  show: ({ id, createdAt, properties: { SSLEnabled, ConnectionDomain } }) => ({
    InstanceId: id,
    SSLEnabled: SSLEnabled ? "Enable" : "Disable",
    ...(SSLEnabled
      ? {
          CertCommonName: ConnectionDomain,
          CertDownloadURL: "https://apsaradb-public.oss-ap-southeast-1.aliyuncs.com/ApsaraDB-CA-Chain.zip",
          SSLExpiredTime: vendorTime(createdAt + 365 * 24 * 3_600_000),
        }
      : {}),
  }),
});

export const modifyInstanceSSL = change({
  known: "[sdk] Enable, Disable, Update; [tf] SSLEnabledStateExistsFault, SSLDisableStateExistsFault, SSLModifying",
  require: [requireSsl, requireOtherSslState, requireNormal],
  during: status.ssl,
  set: (_instance, { args }) => ({ SSLEnabled: args.text("SSLEnabled") !== "Disable" }),
  answer: ({ id }, context) => ({ InstanceId: id, TaskId: newTaskId(context) }),
});

function requireSsl({ properties }: AliyunInstance): void {
  if (properties.InstanceType === "Memcache" || properties.EngineVersion === "2.8")
    throw new ApiError("IncorrectEngineVersion");
}

function requireOtherSslState({ properties }: AliyunInstance, { args }: Context): void {
  const isEnabling = args.text("SSLEnabled") === "Enable";
  if (isEnabling && properties.SSLEnabled) throw new ApiError("SSLEnabledStateExistsFault");
  if (!isEnabling && !properties.SSLEnabled) throw new ApiError("SSLDisableStateExistsFault");
}

export const describeInstanceTDEStatus = read({
  known: "[sdk] fields; [tf] InstanceType.NotSupport (#5977, #9971)",
  require: [requireTde],
  show: ({ properties }) => ({ TDEStatus: properties.TDEStatus ? "Enabled" : "Disabled" }),
});

export const modifyInstanceTDE = change({
  known: "[sdk] Enabled only, for ever; [guess] the status meanwhile, a second time is no error",
  require: [requireTde, requireNormal],
  during: status.changing,
  set: () => ({ TDEStatus: true }),
});

export const describeEncryptionKey = read({
  known: "[sdk] fields",
  require: [requireTde],
  show: (_instance, { args }) => ({
    EncryptionKey: args.text("EncryptionKey") ?? "",
    EncryptionKeyStatus: "Enabled",
    EncryptionName: "AES-CTR-256",
    KeyUsage: "ENCRYPT/DECRYPT",
  }),
});

function requireTde({ properties }: AliyunInstance): void {
  if (!properties.IsSupportTDE) throw new ApiError("InstanceType.NotSupport");
}
