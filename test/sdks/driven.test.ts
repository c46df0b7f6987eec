import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parameters as aliyun } from "../../sandbox/aliyun/parameters";
import { parameters as huawei } from "../../sandbox/huawei/parameters";
import { parameters as jd } from "../../sandbox/jd/parameters";

/** Operations that no test of this folder calls, with the reason. */
const undriven: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aliyun: {},
  huawei: {
    CancelInstanceResize: "a page of the vendor has it, no SDK",
    PayCustomerOrder: "the SDK has its successor only, PayOrders; Terraform's provider calls it",
    ShowRenameCommands: "no SDK has it; Terraform's provider calls it",
    SwitchSubnet: "no SDK has it; Terraform's provider calls it",
  },
  jd: {},
};

const textOf = (cloud: string) => {
  const folder = join(__dirname, cloud);
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
};

// Whether they succeed is seen where they are called, on machines that have the SDKs.
test.each(Object.entries({ aliyun, huawei, jd }))(
  "%s: a test calls every operation of the sandbox by the vendor's SDK, or the list above says why not",
  (cloud, operations) => {
    const called = new Set([...textOf(cloud).matchAll(/\bsdk\.call\(\s*"(\w+)"/g)].map(([, name]) => name));
    const left = Object.keys(operations).filter((name) => !called.has(name));
    expect(left.sort()).toEqual(Object.keys(undriven[cloud] ?? {}));
  },
);
