import type { SdkFixture } from "../sdk";
import { create, network, RegionId } from "./orders";

export function otherProducts(sdk: SdkFixture): void {
  test("KMS encrypts a password and decrypts it", async () => {
    const asked = { KeyId: "key-hzz62f1cb66fa42qo0001", Plaintext: "Secret-123" };
    const { CiphertextBlob } = await sdk.call("Encrypt", { ...asked, EncryptionContext: { app: "shop" } });
    const context = { EncryptionContext: { app: "shop" } };
    expect(await sdk.call("Decrypt", { CiphertextBlob, ...context })).toMatchObject({ Plaintext: "Secret-123" });
    expect(await sdk.rejection("Decrypt", { CiphertextBlob })).toMatch(/^InvalidParameter/);
  });

  test("STS says whose the key is, and gives the keys of a role", async () => {
    expect(await sdk.call("GetCallerIdentity")).toMatchObject({ AccountId: "1000000000000001" });
    const role = { RoleArn: "acs:ram::1000000000000001:role/deploy", RoleSessionName: "session" };
    const Credentials = { AccessKeyId: expect.stringMatching(/^STS\./), SecurityToken: expect.any(String) };
    expect(await sdk.call("AssumeRole", role)).toMatchObject({ Credentials });
    const provider = { OIDCProviderArn: "acs:ram::1000000000000001:oidc-provider/ci", OIDCToken: "a.b.c" };
    expect(await sdk.call("AssumeRoleWithOIDC", { ...role, ...provider })).toMatchObject({ Credentials });
  });

  test("VPC says where a vSwitch is", async () => {
    await create(sdk, network);
    const { VSwitchId, VpcId } = network;
    expect(await sdk.call("DescribeVSwitchAttributes", { RegionId, VSwitchId })).toMatchObject({ VSwitchId, VpcId });
  });
}
