import { newestVersions } from "../catalogue";
import { ApiError, invalid } from "../errors";
import { isOld, status } from "../instance";
import { change, findIdle, findInstance, type Operation } from "../state";

export const showInstanceVersion: Operation = {
  mutating: false,
  known: "[sdk] shape; [guess] a new instance has the newest",
  handle: (context) => {
    const { properties: p } = findInstance(context);
    const newest = newestVersions(p);
    return {
      content: {
        engine_minor_version: p.engine_minor_version,
        latest_engine_minor_version: newest.engine_minor_version,
        proxy_minor_version: p.proxy_minor_version,
        latest_proxy_minor_version: newest.proxy_minor_version,
        engine_minor_version_upgradable: p.engine_minor_version !== newest.engine_minor_version,
        proxy_minor_version_upgradable: p.proxy_minor_version !== newest.proxy_minor_version,
      },
    };
  },
};

export const upgradeInstanceMinorVersion = change({
  known:
    "[sdk] path, task_id, latest stands for the newest; [doc] 4.0 and later, only the newest, no way back; [guess] UPGRADING meanwhile, DCS.4026 where there is nothing to upgrade",
  find: (context) => {
    const instance = findIdle(context);
    if (isOld(instance.properties)) throw new ApiError("DCS.4026");
    return instance;
  },
  set: ({ body }, { properties: p }) => {
    const newest = newestVersions(p);
    const names = (["engine_minor_version", "proxy_minor_version"] as const).filter((name) => body.has(name));
    if (names.length === 0) throw invalid("engine_minor_version");
    for (const name of names) {
      const target = body.text(name);
      if (target !== "latest" && target !== newest[name]) throw invalid(name);
      if (newest[name] === null || p[name] === newest[name]) throw new ApiError("DCS.4026");
    }
    return Object.fromEntries(names.map((name) => [name, newest[name]]));
  },
  during: { status: status.upgrading },
  job: "upgradeMinorVersionJob",
  answer: (_instance, task_id) => ({ task_id }),
});
