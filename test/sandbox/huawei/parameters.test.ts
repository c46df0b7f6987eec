import { parseParameter } from "../../../sandbox/core/parameters";
import { parameters } from "../../../sandbox/huawei/parameters";
import { routes } from "../../../sandbox/huawei/routes";

const lines = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(Object(value)).flatMap(lines);

test("every line of the table is in the language, and every operation has one route", () => {
  expect(lines(Object.values(parameters)).map(parseParameter)).not.toHaveLength(0);
  expect([...routes.all()].sort()).toEqual(Object.keys(parameters).sort());
});
