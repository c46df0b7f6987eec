import { definitions } from "../../provider/definitions";
import * as dynamic from "../../provider/dynamic";
import * as index from "../../provider/index";
import { otherNames, resources } from "./resources";

const exported = (module: object) => Object.keys(module).sort();

describe("the exported names are for ever: programs and state files hold them", () => {
  const present = resources.filter(({ type, isShipped }) => isShipped || type in index);

  test("index exports the resource classes of the table, and nothing that the table does not know", () => {
    expect(exported(index)).toEqual([...present.map(({ type }) => type), ...otherNames.index].sort());
  });

  test("dynamic exports the factory of each resource class, and nothing that the table does not know", () => {
    expect(exported(dynamic)).toEqual([...present.map(({ factory }) => factory), ...otherNames.dynamic].sort());
  });

  test("each resource class has its definition", () => {
    expect(definitions.map(({ type }) => type).sort()).toEqual(present.map(({ type }) => type).sort());
    expect(new Set(definitions.map(({ cloud }) => cloud.name))).toEqual(new Set(present.map(({ cloud }) => cloud)));
  });
});
