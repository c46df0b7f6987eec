import type { Result, SdkFixture } from "../sdk";
import { create } from "./orders";

export function templates(sdk: SdkFixture): void {
  test("configuration templates: listed, made, shown, used, changed and deleted", async () => {
    const of = { redisType: "master-slave", redisVersion: "6.2" };
    const { templates: found } = await sdk.call("describeConfigTemplates", { ...of, tplType: "default" });
    expect(found).toMatchObject([{ ...of, tplType: "default" }]);
    const val = { "hash-max-ziplist-value": "128" };
    const made = { name: "by-the-sdk", description: "first", val };
    const { templateId } = await sdk.call("createConfigTemplate", { ...of, ...made });
    const shown = (): Promise<Result> => sdk.call("describeConfigTemplate", { templateId });
    expect(await shown()).toMatchObject({ ...of, name: "by-the-sdk", description: "first", tplType: "user" });
    const cacheInstanceId = await create(sdk, { redisVersion: "6.2", configTemplateId: templateId });
    const { instanceConfig } = await sdk.call("describeInstanceConfig", { cacheInstanceId });
    const item = expect.objectContaining({ configName: "hash-max-ziplist-value", configValue: "128" });
    expect(instanceConfig).toContainEqual(item);
    const change = { name: "by-the-sdk-2", description: "second", val: { "maxmemory-policy": "allkeys-lru" } };
    expect(await sdk.call("modifyTemplate", { templateId, ...change })).toEqual({});
    const changed = await shown();
    expect(changed).toMatchObject({ name: "by-the-sdk-2", description: "second", ...of });
    expect(changed.val).toContainEqual(item);
    const { total } = await sdk.call("describeConfigTemplates", { tplType: "user", name: "by-the-sdk-2" });
    expect(total).toBe(1);
    expect(await sdk.call("deleteConfigTemplate", { templateId })).toEqual({});
    expect(await sdk.rejection("describeConfigTemplate", { templateId })).toMatch(/^404 NOT_FOUND: /);
  });
}
