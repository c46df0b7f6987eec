import { ApiError } from "../errors";
import { task } from "../instance";
import { checkPassword } from "../rules";
import { done, findIdle, type Operation, transit } from "../state";

/** Five wrong ones lock for five minutes. [doc] */
const mostTries = 5;
const lockMs = 5 * 60 * 1000;
const minutes = (ms: number) => String(Math.ceil(ms / 60_000));

export const updatePassword: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/password",
  mutating: true,
  known: "[doc] 200 also when refused; [sdk] result, texts for numbers; [guess] when `failed` is said",
  body: { old_password: "text!", new_password: "text!" },
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const { properties: p, secrets } = instance;
    if (p.no_password_access) throw new ApiError("DCS.4850");
    const now = world.now();
    const say = (result: string, more: Record<string, string | null> = {}) =>
      done(instance, {
        result,
        message: result,
        lock_time: null,
        lock_time_left: null,
        retry_times_left: null,
        ...more,
      });
    if (p.lockedUntil > now)
      return say("locked", { lock_time: minutes(lockMs), lock_time_left: minutes(p.lockedUntil - now) });
    if (body.raw("old_password") !== secrets.password) {
      p.wrongPasswords += 1;
      if (p.wrongPasswords < mostTries)
        return say("passwordFailed", {
          lock_time: minutes(lockMs),
          retry_times_left: String(mostTries - p.wrongPasswords),
        });
      Object.assign(p, { wrongPasswords: 0, lockedUntil: now + lockMs });
      return say("locked", { lock_time: minutes(lockMs), lock_time_left: minutes(lockMs) });
    }
    const next = body.raw("new_password") ?? "";
    checkPassword(next);
    if (next === secrets.password) return say("failed");
    p.wrongPasswords = 0;
    secrets.password = next;
    transit(context, instance, { task: task.password, set: {}, job: "modifyPasswordJob" });
    return say("success");
  },
};

export const resetPassword: Operation = {
  route: "POST /v2/{project_id}/instances/{instance_id}/password/reset",
  mutating: true,
  known:
    "[sdk] code 1 done, 3 locked, both with 200; [tf] switches password access on and off; DCS.4849; [guess] code 2: the old one again",
  body: { new_password: "text", no_password_access: "bool" },
  handle: (context) => {
    const { body, world } = context;
    const instance = findIdle(context);
    const { properties: p, secrets } = instance;
    const say = (code: string, message: string, ext_message: string | null = null) =>
      done(instance, { code, message, ext_message, lock_time: null, lock_time_left: null, retry_times_left: null });
    if (p.lockedUntil > world.now()) return say("3", "instance is locked");
    const next = body.text("new_password");
    const isOpen = body.bool("no_password_access") === true;
    if (isOpen && next !== undefined) throw new ApiError("DCS.4849");
    if (!isOpen && next === undefined) throw new ApiError("DCS.4845");
    if (next !== undefined) {
      checkPassword(next);
      if (next === secrets.password) return say("2", "failed", "The new password cannot be the same as the old one.");
      instance.secrets = { password: next };
    } else instance.secrets = {};
    p.no_password_access = isOpen;
    transit(context, instance, { task: task.reset, set: {}, job: "resetPasswordJob" });
    return say("1", "success");
  },
};
