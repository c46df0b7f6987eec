import { ApiError, invalid, notFound } from "../errors";
import { status, vendorTime } from "../instance";
import { done, findInstance, type Operation, requireRunning, transit } from "../state";

const yearMs = 365 * 24 * 3_600_000;

export const describeInstanceTLS: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] 2.8 has none",
  handle: (context) => {
    const { id, createdAt, properties } = findInstance(context);
    const isOn = properties.tls.tlsStatus === "enable";
    return {
      result: {
        ...properties.tls,
        featureSupport: properties.redisVersion !== "2.8",
        certExpiration: isOn ? vendorTime(createdAt + yearMs) : "",
        ca: isOn ? "-----BEGIN CERTIFICATE-----\nc2FuZGJveA==\n-----END CERTIFICATE-----\n" : "",
        caDownloadUrl: isOn ? `https://redis-ca.jdcloud.com/${id}/ca.crt` : "",
      },
    };
  },
};

export const modifyInstanceTLS: Operation = {
  mutating: true,
  known: "[sdk] parameters, updateCertificate leaves it on; [guess] configuring meanwhile",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const { tls, redisVersion } = instance.properties;
    const tlsStatus = args.oneOf("tlsStatus", ["enable", "disable", "updateCertificate"]);
    const tlsType = args.oneOf("tlsType", ["standard", "gm"]) ?? tls.tlsType;
    const tlsVersion = args.has("tlsVersion") ? [...args.texts("tlsVersion")] : tls.tlsVersion;
    if (redisVersion === "2.8") throw new ApiError("FAILED_PRECONDITION", "redis 2.8 does not support tls");
    requireRunning(instance);
    const next = tlsStatus === "updateCertificate" ? "enable" : (tlsStatus ?? tls.tlsStatus);
    transit(context, instance, status.configuring, { tls: { tlsType, tlsVersion, tlsStatus: next } });
    return done(instance);
  },
};

export const modifyPublicAddress: Operation = {
  mutating: true,
  known: "[sdk] actions; [guess] the public name is one of otherDomains; at once",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const { properties } = instance;
    const action = args.oneOf("action", ["allocate", "release", "change"]);
    if (action === undefined) throw invalid("action is required");
    requireRunning(instance);
    const isOn = properties.elasticIpId !== "";
    if (isOn === (action === "allocate")) {
      throw new ApiError(
        "FAILED_PRECONDITION",
        `public address of ${instance.id} is ${isOn ? "allocated" : "not allocated"}`,
      );
    }
    const elasticIpId = action === "release" ? "" : args.required("elasticIpId");
    if (elasticIpId.includes("missing")) throw notFound(`elasticIp ${elasticIpId} not found`);
    properties.elasticIpId = elasticIpId;
    const domainName = `${instance.id}-public.jvessel-open-eip.jdcloud.com`;
    properties.otherDomains = elasticIpId === "" ? [] : [{ domainName }];
    return done(instance);
  },
};

export const setExposeType: Operation = {
  mutating: true,
  known: "[sdk] NodePort, LoadBalancer, empty for off; [guess] at once",
  handle: (context) => {
    const instance = findInstance(context);
    const exposeType = context.args.text("exposeType") ?? "";
    if (!["", "NodePort", "LoadBalancer"].includes(exposeType))
      throw invalid("exposeType has to be NodePort or LoadBalancer");
    requireRunning(instance);
    instance.properties.exposeType = exposeType;
    return done(instance);
  },
};
