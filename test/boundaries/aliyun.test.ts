import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { aliyunFixture } from "../aliyun/fixture";
import type { Args } from "../contract/fixture";
import {
  casesFor,
  everywhere,
  expectExplained,
  findingsOf,
  findingsOfUpdates,
  ofTags,
  patienceMs,
  silent,
  strict,
  textOf,
} from "./boundaries";
import { disagreements } from "./compare";

const hasStar = (finding: Parameters<typeof textOf>[0]) => textOf(finding).includes("*");
const unsold = "only the cloud knows what it sells, and where";

const ofCiphertexts = [
  silent(["kmsEncryptedPassword", "kmsEncryptionContext"], "only KMS knows what it has encrypted, and with what"),
];

test(
  "AliyunRedis: preview and cloud agree about boundary values",
  async () => {
    expectExplained(await findingsOf(aliyunFixture), [
      ...everywhere,
      silent(["regionId", "instanceClass", "capacity"], unsold),
      silent(["bandwidth"], "its range depends on the class"),
      silent(
        ["srcDBInstanceId", "backupId", "clusterBackupId", "restoreTime"],
        "only the cloud knows which instances and backups exist",
      ),
      strict(
        [
          "vpcId",
          "vSwitchId",
          "securityGroupIds",
          "resourceGroupId",
          "globalInstanceId",
          "globalSecurityGroupIds",
          "dedicatedHostGroupId",
        ],
        "the sandbox takes the asterisks that hide digits in the vendor's samples",
        hasStar,
      ),
      strict(
        ["securityGroupIds", "globalSecurityGroupIds"],
        "an empty list is not sent, and the cloud keeps the old one",
        ({ value }) => Array.isArray(value) && value.length === 0,
      ),
      strict(["config"], "two values for one setting: the cloud takes one of them", ({ text }) =>
        /two names of one setting|with another value/.test(text),
      ),
      strict(["encryptionKey", "encryptionName", "roleArn"], "are sent where encryption is switched on"),
      strict(["effectiveTime"], "is sent with later changes"),
      ...ofCiphertexts,
      strict(["sslRenewal"], "is not sent: another text renews the certificate"),
    ]);
  },
  patienceMs,
);

test(
  "AliyunRedisBatch: preview and cloud agree about boundary values of groups and of its own arguments",
  async () => {
    const { definition, cloud } = aliyunBatchFixture;
    const { fields } = definition.schema;
    const program: Args = { ...aliyunBatchFixture.program({ quantity: 1 }), securityIps: undefined };
    const withValue = (argument: string, value: unknown): Args =>
      Object.fromEntries(Object.entries({ ...program, [argument]: value }).filter(([, entry]) => entry !== undefined));
    const groups = casesFor("instances", fields, [program.instances], (value) => withValue("instances", value));
    const own = Object.entries({
      autoPay: [true],
      passwords: [{ "0": "Secret-123" }],
      rebuildInstance: [false],
    }).flatMap(([argument, samples]) => casesFor(argument, fields, samples, (value) => withValue(argument, value)));
    // Hundreds of instances take their time; batchArguments.test.ts has the limits of quantity.
    const few = groups.filter(({ value }) => !/"quantity":(299|300)/.test(JSON.stringify(value)));
    expectExplained(await disagreements({ definition, cloud }, [...few, ...own]), [
      silent(["instances"], unsold, ({ text }) => text.includes("InvalidInstanceClass.NotFound")),
      strict(["instances"], "is not sent within a group", ({ text }) =>
        /0\.group: must|inside a group|password: must|capacity: must/.test(text),
      ),
      strict(["instances"], "an empty text is not sent", (finding) => /":""/.test(textOf(finding))),
      strict(["instances"], "a number of instances is a whole number, whatever is sent", (finding) =>
        /"quantity":1\.5/.test(textOf(finding)),
      ),
      strict(["passwords"], "names of groups, and passwords without a group, are not sent"),
      strict(["autoPay", "rebuildInstance"], "is not sent where it has no meaning"),
    ]);
  },
  patienceMs,
);

test(
  "AliyunRedis: preview and cloud agree about changes in place to boundary values",
  async () => {
    expectExplained(await findingsOfUpdates(aliyunFixture), [
      ...ofTags,
      silent(["instanceClass", "capacity"], unsold),
      silent(["bandwidth"], "its range depends on the class"),
      strict(
        ["vpcId", "vSwitchId", "securityGroupIds", "resourceGroupId", "globalSecurityGroupIds"],
        "the sandbox takes the asterisks that hide digits in the vendor's samples",
        hasStar,
      ),
      ...ofCiphertexts,
      strict(["config"], "two names of one setting: the cloud takes one of them", ({ text }) =>
        text.includes("two names"),
      ),
      strict(["sslRenewal"], "is not sent: another text renews the certificate"),
    ]);
  },
  patienceMs,
);
