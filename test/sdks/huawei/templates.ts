import type { SdkFixture } from "../sdk";

export function templates(sdk: SdkFixture): void {
  test("parameter templates: listed, made, shown, changed and deleted", async () => {
    const { templates } = await sdk.call("ListConfigTemplates", {
      type: "sys",
      engine_version: "5.0",
      cache_mode: "ha",
    });
    const [{ template_id: source } = { template_id: "" }] = templates as { template_id: string }[];
    const made = { template_id: source, type: "sys", name: "by-the-sdk", params: { timeout: "100" } };
    const { id: template_id } = await sdk.call("CreateCustomTemplate", { body: { ...made, description: "first" } });
    const shown = () => sdk.call("ShowConfigTemplate", { template_id, type: "user" });
    expect(await shown()).toMatchObject({ name: "by-the-sdk", description: "first", cache_mode: "ha", type: "user" });
    const change = { name: "by-the-sdk-2", description: "second", params: { timeout: "200" } };
    expect(await sdk.call("UpdateConfigTemplate", { template_id, body: change })).toEqual({ result: "success" });
    expect(await shown()).toMatchObject({ name: "by-the-sdk-2", description: "second", engine_version: "5.0" });
    const { template_num } = await sdk.call("ListConfigTemplates", { type: "user", name: "by-the" });
    expect(template_num).toBe(1);
    expect(await sdk.call("DeleteConfigTemplate", { template_id })).toEqual({ result: "success" });
    expect(await sdk.rejection("ShowConfigTemplate", { template_id, type: "user" })).toMatch(/^DCS\.4988: /);
  });
}
