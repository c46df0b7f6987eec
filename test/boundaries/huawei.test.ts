import { huaweiBatchFixture } from "../huawei/batchFixture";
import { huaweiFixture } from "../huawei/fixture";
import {
  casesFor,
  differs,
  everywhere,
  expectExplained,
  findingsOf,
  findingsOfUpdates,
  ofEmptyTexts,
  ofTags,
  patienceMs,
  silent,
  strict,
} from "./boundaries";
import { disagreements } from "./compare";

/** The preview asks for all that makes a scan run. */
const ofScans = [
  strict(
    ["bigKeyScan", "hotKeyScan", "expiredKeyScan"],
    "the cloud takes a scan without a schedule, and figures of any size",
  ),
];

const ofBandwidth = [
  silent(["shardBandwidth"], "only the cloud knows what a flavour assures and what a shard can have"),
  strict(["shardBandwidth"], "0 is what the flavour assures, which a program asks for by leaving it out"),
];

test(
  "HuaweiDcsInstance: preview and cloud agree about boundary values",
  async () => {
    expectExplained(await findingsOf(huaweiFixture), [
      ...everywhere,
      silent(["region"], "only the cloud knows its regions"),
      silent(["specCode"], "only the cloud knows its flavours"),
      silent(["templateId"], "only the cloud knows for which engine, version and type of instance a template is"),
      differs(["bssParam"], "the instance shows neither payment nor renewal; the billing centre does"),
      strict(["bssParam"], "everything but prePaid is sent as postPaid", ({ text }) => text.includes("chargingMode")),
      strict(["instanceBackupPolicy"], "the cloud ignores a plan with manual, and shows another", ({ text }) =>
        text.includes("manual"),
      ),
      strict(["instanceNum"], "is not sent: one resource is one instance"),
      strict(["restartForParameters"], "is not sent"),
      strict(["deletedNodes", "reservedIps"], "are sent where an instance shrinks"),
      ...ofScans,
      ...ofBandwidth,
    ]);
  },
  patienceMs,
);

test(
  "HuaweiDcsBatch: preview and cloud agree about boundary values of its own arguments",
  async () => {
    const { definition, cloud } = huaweiBatchFixture;
    const program = huaweiBatchFixture.program({ quantity: 1 });
    const cases = Object.entries({ name: ["sessions"], instanceNum: [1, 2], privateIp: ["192.168.0.9"] }).flatMap(
      ([argument, samples]) =>
        casesFor(argument, definition.schema.fields, samples, (value) => ({ ...program, [argument]: value })),
    );
    // A hundred instances take their time; batchArguments.test.ts has the limits.
    const few = cases.filter(({ argument, value }) => argument !== "instanceNum" || Number(value) < 90);
    expectExplained(await disagreements({ definition, cloud }, few), [
      strict(["name"], "the names that are sent end with a number"),
      strict(["instanceNum"], "as many members are ordered as the number has room for"),
    ]);
  },
  patienceMs,
);

test(
  "HuaweiDcsInstance: preview and cloud agree about changes in place to boundary values",
  async () => {
    expectExplained(await findingsOfUpdates(huaweiFixture), [
      ...ofEmptyTexts,
      ...ofTags,
      silent(["specCode"], "only the cloud knows its flavours"),
      ...ofScans,
      ...ofBandwidth,
      strict(["noPasswordAccess"], "is what the instance has already, so nothing is sent"),
      strict(["instanceBackupPolicy"], "what is left out is not compared, so nothing is sent", ({ text }) =>
        /must be given|needs saveDays/.test(text),
      ),
      strict(["instanceBackupPolicy"], "the cloud ignores a plan with manual, and shows another", ({ text }) =>
        text.includes("manual"),
      ),
    ]);
  },
  patienceMs,
);
