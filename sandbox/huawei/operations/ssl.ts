import { ApiError } from "../errors";
import { hasSsl, task, vendorTime } from "../instance";
import { done, findIdle, findInstance, type Operation, transit } from "../state";

export const updateSslSwitch: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/ssl",
  mutating: true,
  known:
    "[sdk] answer; [tf] job_id; DCS.4104 right after the creation of a cluster though it is RUNNING (OTC #3446); [guess] DCS.4202 below 6.0",
  body: { enabled: "bool!" },
  handle: (context) => {
    const instance = findIdle(context);
    const p = instance.properties;
    if (!hasSsl(p)) throw new ApiError("DCS.4202");
    if (p.cache_mode === "cluster" && context.world.now() < sslFrom(context.world.changeMs, p.launched_at))
      throw new ApiError("DCS.4104");
    const set = { enable_ssl: context.body.bool("enabled") === true };
    const job_id = transit(context, instance, { task: task.ssl, set, job: "updateSslJob" });
    return done(instance, { job_id, instance_id: instance.id, result: "success" });
  },
};

function sslFrom(changeMs: number, launched: string | null): number {
  return launched === null ? 0 : Date.parse(launched) + changeMs;
}

export const showInstanceSslDetail: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/ssl",
  mutating: false,
  known: "[sdk] shape, port is text; [doc] 204 when there is none",
  handle: (context) => {
    const { properties: p } = findInstance(context);
    if (!hasSsl(p)) return { status: 204 };
    const year = 365 * 24 * 3_600_000;
    return {
      content: {
        enabled: p.enable_ssl,
        ip: p.ip,
        port: String(p.port),
        domain_name: p.domain_name,
        ssl_expired_at: p.enable_ssl ? vendorTime(context.world.now() + year) : null,
        ssl_validated: p.enable_ssl,
      },
    };
  },
};

export const downloadSslCert: Operation = {
  route: "POST /v2/{project_id}/instances/{instance_id}/ssl-certs/download",
  mutating: false,
  known: "[sdk] shape; the link leads nowhere",
  handle: (context) => {
    const { id, properties } = findInstance(context);
    if (!properties.enable_ssl) throw new ApiError("DCS.4202");
    const file_name = `${id}.zip`;
    return { content: { file_name, link: `https://obs.example.com/${file_name}`, bucket_name: "dcs-sandbox" } };
  },
};
