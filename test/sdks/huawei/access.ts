import { ha, redis3, single } from "../../sandbox/huawei/fixture";
import type { SdkFixture } from "../sdk";
import { create, shown } from "./orders";

export function access(sdk: SdkFixture): void {
  const accountsOf = async (instance_id: string) => {
    const { accounts } = await sdk.call("ListAclAccounts", { instance_id });
    return accounts as { account_id: string; account_name: string }[];
  };

  test("accounts: made, listed, changed and deleted", async () => {
    const instance_id = await create(sdk, ha);
    const made = { account_name: "orders", account_role: "read", account_password: "Orders-123", description: "jobs" };
    await sdk.call("CreateAclAccount", { instance_id, body: made });
    const [, account] = await accountsOf(instance_id);
    expect(account).toMatchObject({ account_name: "orders", account_role: "read", account_type: "normal" });
    const of = { instance_id, account_id: account?.account_id };
    await sdk.call("UpdateAclAccount", { ...of, body: { account_role: "write" } });
    await sdk.call("UpdateAclAccountRemark", { ...of, body: { description: "other" } });
    const reset = await sdk.call("ResetAclAccountPassWord", { ...of, body: { new_password: "Other-4567" } });
    expect(reset).toMatchObject({ message: "success" });
    expect((await accountsOf(instance_id))[1]).toMatchObject({
      account_role: "write",
      description: "other",
      status: "AVAILABLE",
    });
    await sdk.call("DeleteAclAccount", of);
    expect((await accountsOf(instance_id)).map(({ account_name }) => account_name)).toEqual(["default"]);
    expect(await sdk.rejection("DeleteAclAccount", of)).toMatch(/^DCS\.\d{4}: .*account_id/);
  });

  test("passwords: changed with the old one, and set anew", async () => {
    const instance_id = await create(sdk);
    const changed = { old_password: single.password, new_password: "Other-4567" };
    expect(await sdk.call("UpdatePassword", { instance_id, body: changed })).toMatchObject({ result: "success" });
    const body = { new_password: "Third-8901" };
    expect(await sdk.call("ResetPassword", { instance_id, body })).toMatchObject({ code: "1" });
  });

  test("whitelists, by both calls, and the addresses of clients", async () => {
    const instance_id = await create(sdk, ha);
    const body = { enable_whitelist: true, whitelist: [{ group_name: "web", ip_list: ["10.0.0.1"] }] };
    await sdk.call("UpdateIpWhitelist", { instance_id, body });
    expect(await sdk.call("ShowIpWhitelist", { instance_id })).toMatchObject(body);
    const off = { ...body, enable_whitelist: false };
    const { job_id } = await sdk.call("UpdateIpWhitelistAsync", { instance_id, body: off });
    expect(job_id).toEqual(expect.any(String));
    expect(await sdk.call("ShowIpWhitelist", { instance_id })).toMatchObject(off);
    const passed = { transparent_client_ip_enable: false };
    await sdk.call("UpdateClientIpTransparentTransmission", { instance_id, body: passed });
    expect(await shown(sdk, instance_id)).toMatchObject(passed);
  });

  test("a certificate for TLS", async () => {
    const instance_id = await create(sdk, { ...single, engine_version: "6.0" });
    await sdk.call("UpdateSslSwitch", { instance_id, body: { enabled: true } });
    expect(await sdk.call("ShowInstanceSslDetail", { instance_id })).toMatchObject({ enabled: true });
    expect(await sdk.call("DownloadSslCert", { instance_id })).toMatchObject({
      file_name: expect.any(String),
      link: expect.stringMatching(/^https?:/),
    });
  });

  test("a public address, taken and given back", async () => {
    const instance_id = await create(sdk, redis3);
    const body = { publicip_id: "f6a3c2b1-0d4e-4f5a-8b6c-7d8e9f0a1b2c" };
    await sdk.call("UpdatePublicIp", { instance_id, body });
    expect(await shown(sdk, instance_id)).toMatchObject({ enable_publicip: true, ...body });
    await sdk.call("DeletePublicIp", { instance_id });
    expect(await shown(sdk, instance_id)).toMatchObject({ enable_publicip: false });
  });

  test("IAM: the account, its projects, a token, and the keys of an agency", async () => {
    const { projectId, region, accessKey, secretKey } = sdk.sandbox.info.huawei;
    const { domains } = await sdk.call("KeystoneListAuthDomains");
    const [domain] = domains as { id: string; name: string }[];
    expect(await sdk.call("KeystoneListProjects", { name: region })).toMatchObject({ projects: [{ id: projectId }] });
    const user = { name: accessKey, password: secretKey, domain: { name: domain?.name } };
    const login = { identity: { methods: ["password"], password: { user } }, scope: { project: { id: projectId } } };
    const { token } = await sdk.call("KeystoneCreateUserTokenByPassword", { body: { auth: login } });
    expect(token).toMatchObject({ project: { id: projectId } });
    const assume_role = { agency_name: "deploy", domain_id: domain?.id, duration_seconds: 900 };
    const asked = { auth: { identity: { methods: ["assume_role"], assume_role } } };
    expect(await sdk.call("CreateTemporaryAccessKeyByAgency", { body: asked })).toMatchObject({
      credential: { access: expect.any(String), securitytoken: expect.any(String) },
    });
  });
}
