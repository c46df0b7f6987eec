import { failedPrecondition, invalid, notFound } from "../errors";
import { status, vendorTime } from "../instance";
import { change, read } from "../state";

const yearMs = 365 * 24 * 3_600_000;

export const describeInstanceTLS = read({
  known: "[sdk] answer; [guess] 2.8 has none",
  result: ({ id, createdAt, properties: { tls, redisVersion } }) => {
    const isOn = tls.tlsStatus === "enable";
    return {
      ...tls,
      featureSupport: redisVersion !== "2.8",
      certExpiration: isOn ? vendorTime(createdAt + yearMs) : "",
      ca: isOn ? "-----BEGIN CERTIFICATE-----\nc2FuZGJveA==\n-----END CERTIFICATE-----\n" : "",
      caDownloadUrl: isOn ? `https://redis-ca.jdcloud.com/${id}/ca.crt` : "",
    };
  },
});

export const modifyInstanceTLS = change({
  known: "[sdk] parameters, updateCertificate leaves it on; [guess] configuring meanwhile",
  during: status.configuring,
  set: (args, { properties: { tls, redisVersion } }) => {
    if (redisVersion === "2.8") throw failedPrecondition("redis 2.8 does not support tls");
    const requested = args.text("tlsStatus");
    return {
      tls: {
        tlsType: args.text("tlsType") ?? tls.tlsType,
        tlsVersion: args.has("tlsVersion") ? args.texts("tlsVersion") : tls.tlsVersion,
        tlsStatus: requested === "updateCertificate" ? "enable" : (requested ?? tls.tlsStatus),
      },
    };
  },
});

export const modifyPublicAddress = change({
  known: "[sdk] actions; [guess] the public name is one of otherDomains; at once",
  set: (args, { id, properties }) => {
    const action = args.text("action");
    const isOn = properties.elasticIpId !== "";
    if (isOn === (action === "allocate")) {
      throw failedPrecondition(`public address of ${id} is ${isOn ? "allocated" : "not allocated"}`);
    }
    if (action === "release") return { elasticIpId: "", otherDomains: [] };
    const elasticIpId = args.required("elasticIpId");
    if (elasticIpId.includes("missing")) throw notFound(`elasticIp ${elasticIpId} not found`);
    return { elasticIpId, otherDomains: [{ domainName: `${id}-public.jvessel-open-eip.jdcloud.com` }] };
  },
});

export const setExposeType = change({
  known: "[sdk] NodePort, LoadBalancer, empty for off; [guess] at once",
  set: (args) => {
    const exposeType = args.text("exposeType") ?? "";
    if (!["", "NodePort", "LoadBalancer"].includes(exposeType)) {
      throw invalid("exposeType has to be NodePort or LoadBalancer");
    }
    return { exposeType };
  },
});
