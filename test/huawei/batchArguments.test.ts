import { attributeEntries, type ChangeMode } from "../../provider/core/resource/attributes";
import { validate } from "../../provider/core/resource/schema";
import { unknownMarkers } from "../../provider/core/resource/unknown";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { programOf, programWith } from "../contract/arguments";
import type { Args } from "../contract/fixture";
import { base, huaweiFixture, redis3, subnetId } from "./fixture";

const { instanceNum: _one, adoptInstanceId: _adopted, ...shared } = huaweiFixture.arguments;
const batch = { ...base, instanceNum: 3 };
const program = (args: Args) => programOf({ ...huaweiFixture, base: batch }, args);
const judge = (args: Args) => validate(huaweiDcsBatchDefinition.schema, args);

describe("huawei batch arguments", () => {
  test("are an instance's own, but for the adopted one's id", () => {
    expect(Object.keys(huaweiDcsBatchDefinition.attributes).sort()).toEqual(
      [...Object.keys(shared), "instanceNum"].sort(),
    );
    expect(judge(program({ adoptInstanceId: "3c49fd6b-fc7c-419e-9644-b6cce008653f" })).failures).toEqual([
      "adoptInstanceId: no such argument",
    ]);
  });

  test("a usual batch is accepted without a warning", () => {
    expect(judge(batch)).toMatchObject({ failures: [], warnings: [] });
  });

  test.each(Object.keys(shared).filter((name) => name !== "name"))("%s is judged as an instance's own", (name) => {
    const { accepted = [], refused = [], warned = [] } = shared[name] ?? {};
    const values = [...accepted, ...[...refused, ...warned].map(([value]) => value)];
    for (const value of values) {
      const args = programWith(huaweiFixture, name, value);
      const { failures, warnings } = validate(huaweiDcsInstanceDefinition.schema, args);
      expect(judge(args)).toMatchObject({ failures, warnings });
    }
  });

  test.each([1, 2, 100])("instanceNum accepts %d", (instanceNum) => {
    expect(judge(program({ instanceNum })).failures).toEqual([]);
  });

  test.each([
    [{ instanceNum: 0 }, "instanceNum: must be 1-100"],
    [{ instanceNum: 101 }, "instanceNum: must be 1-100"],
    [{ instanceNum: 1.5 }, "instanceNum: must be a whole number"],
    [{ instanceNum: "2" }, "instanceNum: must be a whole number"],
    [{ name: "abc" }, "name: must have at least 4 characters"],
    [
      { name: "a".repeat(57) },
      "name: must have at most 56 characters, because each member's name has a number behind it",
    ],
    [{ name: "a".repeat(65), instanceNum: 1 }, "name: must have at most 56 characters"],
    [{ name: undefined }, "name: must be given"],
    [{ privateIp: "192.168.7.7" }, "privateIp: is only for instanceNum 1: one address cannot be given to several"],
    [{ enablePublicip: true, publicipId: subnetId }, "publicipId: is only for instanceNum 1"],
    [{ enablePublicip: true, publicipId: subnetId }, "enablePublicip: is only for instanceNum 1"],
    [{ ...redis3, enablePublicip: true, publicipId: subnetId }, "publicipId: is only for instanceNum 1"],
  ])("%j is refused: %s", (args: Args, complaint) => {
    expect(judge(program(args)).failures.filter((text) => text.startsWith(complaint))).toHaveLength(1);
  });

  test.each([
    [{ name: "a".repeat(56) }],
    [{ privateIp: "192.168.7.7", instanceNum: 1 }],
    [{ privateIp: "192.168.7.7", instanceNum: undefined }],
    [{ enablePublicip: true, publicipId: subnetId, instanceNum: 1 }],
    [{ enablePublicip: false }],
    [{ privateIp: "", publicipId: "" }],
  ])("%j is accepted", (args: Args) => {
    expect(judge(program(args)).failures).toEqual([]);
  });

  test.each([...unknownMarkers])("what is unknown (%s) is not judged", (marker) => {
    for (const name of Object.keys(huaweiDcsBatchDefinition.attributes))
      expect(judge(program({ instanceNum: 1, privateIp: "192.168.7.7", [name]: marker })).failures).toEqual([]);
  });

  test("without instanceNum it is 1, so that saying so later is no change", () => {
    expect(judge(program({ instanceNum: undefined })).args).toMatchObject({ instanceNum: 1, noPasswordAccess: false });
  });
});

describe("huawei batch plan", () => {
  const rows = attributeEntries(huaweiDcsBatchDefinition.attributes);
  const single = new Map(attributeEntries(huaweiDcsInstanceDefinition.attributes));

  test("only another region replaces the batch; everything else reaches its members", () => {
    const changes = new Map<ChangeMode, string[]>();
    for (const [name, row] of rows) changes.set(row.changeMode, [...(changes.get(row.changeMode) ?? []), name]);
    expect(changes.get("replace")).toEqual(["region"]);
    expect(changes.get("createOnly")).toBeUndefined();
    expect(changes.get("requestOption")).toEqual(["enterpriseProjectName", "restartForParameters"]);
    expect(changes.get("stateOnly")).toEqual(["prepaidDestroy"]);
    const others = rows.filter(([, { changeMode }]) => changeMode === "inPlace");
    expect(new Set(others.map(([, { updater, mayReplace }]) => `${updater} ${mayReplace}`))).toEqual(
      new Set(["members false"]),
    );
  });

  test("secrets, what cannot be read, and what removal means are an instance's own", () => {
    const facts = (row = single.get("")) => [
      row?.isSecret,
      row?.isWriteOnly,
      row?.isSentOnCreate,
      row?.valueWhenRemoved,
    ];
    for (const [name, row] of rows.filter(([argument]) => argument !== "instanceNum"))
      expect([name, ...facts(row)]).toEqual([name, ...facts(single.get(name))]);
    expect(huaweiDcsBatchDefinition.attributes.password.isSecret).toBe(true);
  });

  test.each(Object.keys(shared))("%s: what is no change of an instance is none of the batch", (name) => {
    const { change } = shared[name] ?? { change: { from: undefined, to: undefined } };
    const row = rows.find(([argument]) => argument === name)?.[1];
    const of = (value: unknown) => judge(programWith(huaweiFixture, name, value)).args[name];
    const [from, to] = [of(change.from), of(change.to)];
    expect(row?.same(from, from)).toBe(true);
    expect(row?.same(from, to)).toBe(single.get(name)?.same(from, to));
  });

  test("an argument that means nothing beside the others is no difference", () => {
    const { engineVersion, securityGroupId, publicipId } = huaweiDcsBatchDefinition.attributes;
    expect(engineVersion.isEffective({ engine: "Memcached" })).toBe(false);
    expect(securityGroupId.isEffective({ engineVersion: "6.0", specCode: base.specCode })).toBe(false);
    expect(publicipId.isEffective({ enablePublicip: true })).toBe(true);
  });
});
