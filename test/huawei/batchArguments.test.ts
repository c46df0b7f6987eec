import { attributeEntries } from "../../provider/core/resource/attributes";
import { validate } from "../../provider/core/resource/schema";
import { unknownMarkers } from "../../provider/core/resource/unknown";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { programOf, programWith } from "../contract/arguments";
import type { Args } from "../contract/fixture";
import { base, huaweiFixture, redis3, subnetId } from "./fixture";

/** They name one instance, its nodes or its addresses. */
const ofOne = ["adoptInstanceId", "deletedNodes", "reservedIps", "executeImmediately"];
const shared = Object.fromEntries(
  Object.entries(huaweiFixture.arguments).filter(([name]) => name !== "instanceNum" && !ofOne.includes(name)),
);
const batch = { ...base, instanceNum: 3 };
const program = (args: Args) => programOf({ ...huaweiFixture, base: batch }, args);
const validateBatch = (args: Args) => validate(huaweiDcsBatchDefinition.schema, args);

describe("huawei batch arguments", () => {
  test("are those of an instance except what names one", () => {
    expect(Object.keys(huaweiDcsBatchDefinition.attributes).sort()).toEqual(
      [...Object.keys(shared), "instanceNum"].sort(),
    );
    for (const name of ofOne)
      expect(validateBatch(program({ [name]: "3c49fd6b" })).failures).toEqual([`${name}: no such argument`]);
  });

  test("a usual batch is accepted without a warning", () => {
    expect(validateBatch(batch)).toMatchObject({ failures: [], warnings: [] });
  });

  test.each(Object.keys(shared).filter((name) => name !== "name"))("%s is validated as for an instance", (name) => {
    const { accepted = [], rejected = [], warned = [] } = shared[name] ?? {};
    const values = [...accepted, ...[...rejected, ...warned].map(([value]) => value)];
    for (const value of values) {
      const args = programWith(huaweiFixture, name, value);
      const { failures, warnings } = validate(huaweiDcsInstanceDefinition.schema, args);
      expect(validateBatch(args)).toMatchObject({ failures, warnings });
    }
  });

  const publicIp = { enablePublicip: true, publicipId: subnetId };
  test.each<[Args, string | undefined]>([
    [{ instanceNum: 0 }, "instanceNum: must be 1-100"],
    [{ instanceNum: 101 }, "instanceNum: must be 1-100"],
    [{ instanceNum: 1.5 }, "instanceNum: must be a whole number"],
    [{ instanceNum: "two" }, "instanceNum: must be a whole number, not text"],
    [{ name: "abc" }, "name: must have at least 4 characters"],
    [{ name: "a".repeat(57) }, "name: must have at most 56 characters, because each member's name ends with a number"],
    [{ name: "a".repeat(65), instanceNum: 1 }, "name: must have at most 56 characters"],
    [{ name: undefined }, "name: must be given"],
    [{ privateIp: "192.168.7.7" }, "privateIp: requires instanceNum 1: several instances cannot share one address"],
    [publicIp, "publicipId: requires instanceNum 1"],
    [publicIp, "enablePublicip: requires instanceNum 1"],
    [{ ...redis3, ...publicIp }, "publicipId: requires instanceNum 1"],
    [{ name: "a".repeat(56) }, undefined],
    [{ instanceNum: 2 }, undefined],
    [{ instanceNum: 100 }, undefined],
    [{ privateIp: "192.168.7.7", instanceNum: 1 }, undefined],
    [{ privateIp: "192.168.7.7", instanceNum: undefined }, undefined],
    [{ ...publicIp, instanceNum: 1 }, undefined],
    [{ enablePublicip: false }, undefined],
    [{ privateIp: "", publicipId: "" }, undefined],
  ])("%j: %s", (args, message) => {
    const { failures } = validateBatch(program(args));
    if (message === undefined) return expect(failures).toEqual([]);
    expect(failures.filter((text) => text.startsWith(message))).toHaveLength(1);
  });

  test.each([...unknownMarkers])("an unknown argument (%s) is not validated", (marker) => {
    for (const name of Object.keys(huaweiDcsBatchDefinition.attributes))
      expect(validateBatch(program({ instanceNum: 1, privateIp: "192.168.7.7", [name]: marker })).failures).toEqual([]);
  });

  test("instanceNum is 1 if left out, so that giving it later is no change", () => {
    const { args } = validateBatch(program({ instanceNum: undefined }));
    expect(args).toMatchObject({ instanceNum: 1, noPasswordAccess: false });
  });
});

describe("huawei batch attributes", () => {
  const attributes = attributeEntries(huaweiDcsBatchDefinition.attributes);
  const single = new Map(attributeEntries(huaweiDcsInstanceDefinition.attributes));

  test("only another region replaces the batch; everything else reaches its members", () => {
    const others = attributes
      .map(([name, { changeMode, updater, mayReplace }]) => [name, `${changeMode} ${updater} ${mayReplace}`])
      .filter(([, text]) => text !== "inPlace members false");
    expect(Object.fromEntries(others)).toEqual({
      region: "replace undefined true",
      enterpriseProjectName: "requestOption undefined false",
      preflight: "requestOption undefined false",
      restartForParameters: "requestOption undefined false",
      prepaidDestroy: "stateOnly undefined false",
    });
  });

  test.each(Object.keys(shared))("%s: compares, hides and removes as for an instance", (name) => {
    const [ofBatch, ofInstance] = [attributes.find(([each]) => each === name)?.[1], single.get(name)];
    const { isSecret, isWriteOnly, isSentOnCreate, valueWhenRemoved } = ofInstance ?? {};
    expect(ofBatch).toMatchObject({ isSecret, isWriteOnly, isSentOnCreate, valueWhenRemoved });
    expect(ofBatch?.isSecret).toBe(name === "password");
    const { change } = shared[name] ?? { change: { from: undefined, to: undefined } };
    const normal = (value: unknown) => validateBatch(programWith(huaweiFixture, name, value)).args[name];
    const [from, to] = [normal(change.from), normal(change.to)];
    expect(ofBatch?.same(from, from)).toBe(true);
    expect(ofBatch?.same(from, to)).toBe(ofInstance?.same(from, to));
  });

  test("an argument without effect is no difference", () => {
    const { engineVersion, securityGroupId, publicipId } = huaweiDcsBatchDefinition.attributes;
    expect(engineVersion.isEffective({ engine: "Memcached" })).toBe(false);
    expect(securityGroupId.isEffective({ engineVersion: "6.0", specCode: base.specCode })).toBe(false);
    expect(publicipId.isEffective({ enablePublicip: true })).toBe(true);
  });
});
