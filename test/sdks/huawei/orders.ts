import { single } from "../../sandbox/huawei/fixture";
import type { Result, SdkFixture } from "../sdk";

/** @returns the id of the new instance */
export async function create(sdk: SdkFixture, body: Result = single): Promise<string> {
  const { instances } = await sdk.call("CreateInstance", { body: { ...body, instance_num: 1 } });
  return (instances as { instance_id: string }[])[0]?.instance_id ?? "";
}

export const shown = (sdk: SdkFixture, instance_id: string): Promise<Result> =>
  sdk.call("ShowInstance", { instance_id });

/** What UpdateConfigurations and UpdateInstanceConfig take: the setting also has to be named by its number. */
export async function setting(sdk: SdkFixture, instance_id: string, param_name: string, param_value: string) {
  const { redis_config } = await sdk.call("ListConfigurations", { instance_id });
  const all = redis_config as { param_name: string; param_id: string }[];
  const param_id = all.find((one) => one.param_name === param_name)?.param_id;
  return { instance_id, body: { redis_config: [{ param_id, param_name, param_value }] } };
}
