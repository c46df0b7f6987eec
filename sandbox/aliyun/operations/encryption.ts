import { ApiError, invalid } from "../errors";
import { type AliyunInstance, status, vendorTime } from "../instance";
import { type Context, change, newTaskId, read, requireNormal } from "../state";

export const describeInstanceSSL = read({
  known: "[sdk] fields; [tf] IncorrectEngineVersion where it is not supported; [guess] where that is",
  require: [requireSsl],
  show: ({ id, properties: { SSLEnabled, SSLExpiredTime, ConnectionDomain } }) => ({
    InstanceId: id,
    SSLEnabled: SSLEnabled ? "Enable" : "Disable",
    ...(SSLEnabled
      ? {
          CertCommonName: ConnectionDomain,
          CertDownloadURL: "https://apsaradb-public.oss-ap-southeast-1.aliyuncs.com/ApsaraDB-CA-Chain.zip",
          SSLExpiredTime,
        }
      : {}),
  }),
});

export const modifyInstanceSSL = change({
  known:
    "[sdk] Enable, Disable, Update; [tf] SSLEnabledStateExistsFault, SSLDisableStateExistsFault, SSLModifying; [guess] a certificate lasts a year",
  require: [requireSsl, requireOtherSslState, requireNormal],
  during: status.ssl,
  set: (_instance, { args, world }) => {
    const SSLEnabled = args.text("SSLEnabled") !== "Disable";
    return { SSLEnabled, SSLExpiredTime: SSLEnabled ? vendorTime(world.now() + 365 * 24 * 3_600_000) : "" };
  },
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
  set: ({ properties: p }, { args }) => ({
    TDEStatus: true,
    EncryptionKey: p.TDEStatus ? p.EncryptionKey : (args.text("EncryptionKey") ?? ""),
    EncryptionName: p.TDEStatus ? p.EncryptionName : (args.text("EncryptionName") ?? "AES-CTR-256"),
    RoleArn: p.TDEStatus ? p.RoleArn : (args.text("RoleArn") ?? ""),
  }),
});

export const describeEncryptionKey = read({
  known: "[sdk] fields; TDE has to be on with a key of the customer's; [guess] the code for another key",
  require: [requireTde, requireOwnKey],
  show: ({ properties: { EncryptionKey, EncryptionName, RoleArn } }) => ({
    EncryptionKey,
    EncryptionKeyStatus: "Enabled",
    EncryptionName,
    KeyUsage: "ENCRYPT/DECRYPT",
    Origin: "Aliyun_KMS",
    RoleArn,
  }),
});

function requireOwnKey({ properties }: AliyunInstance, { args }: Context): void {
  if (properties.EncryptionKey === "" || properties.EncryptionKey !== args.text("EncryptionKey"))
    throw invalid("EncryptionKey is no key of the instance.");
}

function requireTde({ properties }: AliyunInstance): void {
  if (!properties.IsSupportTDE) throw new ApiError("InstanceType.NotSupport");
}
