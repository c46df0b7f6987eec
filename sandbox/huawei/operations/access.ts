import { ApiError } from "../errors";
import { type HuaweiInstance, hasSsl, task, vendorTime } from "../instance";
import { checkPassword, readWhitelist } from "../rules";
import {
  type Change,
  type Context,
  change,
  done,
  findIdle,
  findInstance,
  jobOnly,
  type Operation,
  requireModern,
  transit,
} from "../state";

/** Five wrong passwords lock for five minutes. [doc] */
const maxAttempts = 5;
const lockMs = 5 * 60 * 1000;
const minutes = (ms: number) => String(Math.ceil(ms / 60_000));

const noLock = { lock_time: null, lock_time_left: null, retry_times_left: null };

export const updatePassword: Operation = {
  mutating: true,
  known: "[doc] 200 also for a failure; [sdk] result, texts for numbers; [guess] what `failed` stands for",
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const { properties: p, secrets } = instance;
    if (p.no_password_access) throw new ApiError("DCS.4850");
    const now = world.now();
    const answer = (result: string, more: Record<string, string> = {}) =>
      done(instance, { result, message: result, ...noLock, ...more });
    const locked = (leftMs: number) =>
      answer("locked", { lock_time: minutes(lockMs), lock_time_left: minutes(leftMs) });
    if (p.lockedUntil > now) return locked(p.lockedUntil - now);
    if (body.raw("old_password") !== secrets.password) {
      p.wrongPasswords += 1;
      const left = maxAttempts - p.wrongPasswords;
      if (left > 0) return answer("passwordFailed", { lock_time: minutes(lockMs), retry_times_left: String(left) });
      Object.assign(p, { wrongPasswords: 0, lockedUntil: now + lockMs });
      return locked(lockMs);
    }
    const password = body.raw("new_password") ?? "";
    checkPassword(password);
    if (password === secrets.password) return answer("failed");
    p.wrongPasswords = 0;
    secrets.password = password;
    transit(context, instance, { during: { task: task.password }, set: {}, job: "modifyPasswordJob" });
    return answer("success");
  },
};

export const resetPassword: Operation = {
  mutating: true,
  known:
    "[sdk] code 1 done, 3 locked, both with 200; [tf] switches password access on and off; DCS.4849; [guess] code 2: the new password is the old one",
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const { properties: p, secrets } = instance;
    const answer = (code: string, message: string, ext_message: string | null = null) =>
      done(instance, { code, message, ext_message, ...noLock });
    if (p.lockedUntil > world.now()) return answer("3", "instance is locked");
    const password = body.text("new_password");
    const isOpen = body.bool("no_password_access") === true;
    if (isOpen && password !== undefined) throw new ApiError("DCS.4849");
    if (!isOpen && password === undefined) throw new ApiError("DCS.4845");
    if (password !== undefined) {
      checkPassword(password);
      if (password === secrets.password)
        return answer("2", "failed", "The new password cannot be the same as the old one.");
    }
    instance.secrets = password === undefined ? {} : { password };
    p.no_password_access = isOpen;
    transit(context, instance, { during: { task: task.reset }, set: {}, job: "resetPasswordJob" });
    return answer("1", "success");
  },
};

export const showIpWhitelist: Operation = {
  mutating: false,
  known: "[doc] path with the singular; [tf] DCS.4872 where there are security groups, whitelist_ip_limit_num",
  handle: (context) => {
    const instance = findInstance(context);
    requireModern(instance, "DCS.4872");
    const { enable_whitelist, whitelist } = instance.properties;
    return { content: { instance_id: instance.id, enable_whitelist, whitelist, whitelist_ip_limit_num: 20 } };
  },
};

const whitelist: Omit<Change, "known"> = {
  oldCode: "DCS.4872",
  set: ({ body }) => ({
    enable_whitelist: body.bool("enable_whitelist") === true,
    whitelist: readWhitelist(body.children("whitelist") ?? []),
  }),
  job: "modifyWhitelistJob",
  listed: () => ({ name: "AddWhitelist", details: {} }),
};

export const updateIpWhitelist = change({
  ...whitelist,
  known: "[doc] replaces everything, limits, 204; [tf] what is not an address is silently dropped; [guess] at once",
});

export const updateIpWhitelistAsync = change({ ...whitelist, known: "[sdk] job_id", answer: jobOnly });

export const updateSslSwitch = change({
  known:
    "[sdk] answer; [tf] job_id; DCS.4104 right after the creation of a cluster, although it is RUNNING (OTC #3446); [guess] DCS.4202 below 6.0",
  set: ({ body, world }, { properties: p }) => {
    if (!hasSsl(p)) throw new ApiError("DCS.4202");
    const launched = p.launched_at === null ? Number.NEGATIVE_INFINITY : Date.parse(p.launched_at);
    if (p.cache_mode === "cluster" && world.now() < launched + world.changeMs) throw new ApiError("DCS.4104");
    return { enable_ssl: body.bool("enabled") === true };
  },
  during: { task: task.ssl },
  job: "updateSslJob",
  answer: ({ id }, job_id) => ({ job_id, instance_id: id, result: "success" }),
});

export const showInstanceSslDetail: Operation = {
  mutating: false,
  known: "[sdk] shape, port is text; [doc] 204 when there is none",
  handle: (context) => {
    const instance = findInstance(context);
    return hasSsl(instance.properties) ? { content: sslView(context, instance) } : { status: 204 };
  },
};

function sslView({ world }: Context, { properties: p }: HuaweiInstance) {
  const year = 365 * 24 * 3_600_000;
  return {
    enabled: p.enable_ssl,
    ip: p.ip,
    port: String(p.port),
    domain_name: p.domain_name,
    ssl_expired_at: p.enable_ssl ? vendorTime(world.now() + year) : null,
    ssl_validated: p.enable_ssl,
  };
}

export const downloadSslCert: Operation = {
  mutating: false,
  known: "[sdk] shape; the link leads nowhere",
  handle: (context) => {
    const { id, properties } = findInstance(context);
    if (!properties.enable_ssl) throw new ApiError("DCS.4202");
    const file_name = `${id}.zip`;
    return { content: { file_name, link: `https://obs.example.com/${file_name}`, bucket_name: "dcs-sandbox" } };
  },
};
