// Writes docs/sandbox-coverage.md: the parameters of every operation of the sandbox beside those of the vendors' SDKs.
//
//     node tools/sandbox-coverage.mjs <folder>    with the unpacked packages @alicloud/r-kvstore20150101 (npm), huaweicloudsdkdcs,
//                                                 huaweicloudsdkiam, huaweicloudsdkbss, huaweicloudsdkeps and jdcloud_sdk (PyPI)
//     node tools/sandbox-coverage.mjs --check     without the packages: the document names what the sandbox has, and no more
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { root } from "./lib/root.mjs";

const require = createRequire(import.meta.url);
const document = join(root, "docs/sandbox-coverage.md");
const tableOf = (cloud) => require(join(root, `dist/sandbox/${cloud}/parameters.js`));

// What the sandbox knows: [operation, Map of a parameter's path → how far the table restricts its values]

const limitsOf = (line) => ({ isRestricted: /[(!]/.test(line), isMap: /^\w+\{\}/.test(line) });

function flatten(table, path = "", found = new Map()) {
  for (const [key, line] of Object.entries(table)) {
    const name = key.replace(/!$/, "");
    found.set(path + name, typeof line === "string" ? limitsOf(line) : { isRestricted: key.endsWith("!") });
    if (Array.isArray(line)) flatten(line[0], `${path}${name}[].`, found);
    else if (typeof line === "object") flatten(line, `${path}${name}.`, found);
  }
  return found;
}

/** Every operation of Alibaba Cloud has these; the sandbox takes RegionId everywhere and no account but the caller's. */
const common = /^(OwnerAccount|OwnerId|ResourceOwnerAccount|ResourceOwnerId|SecurityToken|RegionId)$/;
const isOwn = ([name]) => !common.test(name);

const words = (line) => line.split(" ").filter((word) => word !== "");
const knownBy = {
  aliyun: (line) =>
    new Map(
      words(line)
        .map((word) => [/^\w*/.exec(word)[0], limitsOf(word)])
        .filter(isOwn),
    ),
  // Without a body in the table, the sandbox takes any.
  huawei: ({ query = {}, body }) => Object.assign(flatten({ ...query, ...body }), { takesAnyBody: body === undefined }),
  jd: (table) => flatten(table),
};

const clouds = [
  { name: "aliyun", title: "Alibaba Cloud" },
  { name: "huawei", title: "Huawei Cloud" },
  { name: "jd", title: "JD Cloud" },
].map((cloud) => {
  const operations = Object.entries(tableOf(cloud.name).parameters);
  return { ...cloud, operations: operations.map(([name, line]) => [name, knownBy[cloud.name](line)]) };
});

// What the handlers read: the quoted names in the handler's file and in what that imports from its cloud

const sourceOf = (file) => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
const never = /\/sandbox\/\w+\/(args|catalogue|errors|instance|parameters|settings|view)\.ts$/;

function importsOf(file, found = new Set()) {
  if (found.has(file) || never.test(file)) return found;
  found.add(file);
  for (const [, path] of sourceOf(file).matchAll(/from "(\.[^"]*)"/g)) {
    const target = `${join(dirname(file), path)}.ts`;
    if (!target.includes("/sandbox/core/")) importsOf(target, found);
  }
  return found;
}

function readerOf(cloud) {
  const folder = join(root, "sandbox", cloud, "operations");
  const index = sourceOf(join(folder, "index.ts"));
  const files = new Map();
  for (const [, names, file] of index.matchAll(/import \{([^}]*)\} from "\.\/(\w+)"/g))
    for (const name of names.split(",")) files.set(name.trim(), join(folder, `${file}.ts`));
  return (operation) => {
    const handler = new RegExp(`\\b${operation}(?:: ([^\\n]*)|,)`).exec(index)?.[1] ?? operation;
    const file = files.get(/\w+/g.exec(handler.replace(/^\w+\((?:"\w+", )?/, ""))?.[0] ?? operation);
    const text = file === undefined ? "" : [...importsOf(file)].map(sourceOf).join("\n");
    return (path) => {
      const name = /\w+(?=(\[\])?$)/.exec(path)[0];
      // Where no name is given, tags are meant.
      if (name === "Tag" && /\.tags\(\)/.test(text)) return true;
      return new RegExp(`"${name}"|\\b${name}\\b[^"\\n]*\\} = |[.:] ?${name}\\b`).test(text);
    };
  };
}

// What the SDKs send: a function of the operation, which gives the paths, and those of them that are in the body where the cloud's
// operations have other parameters too; undefined where the SDK has no such operation

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** SDKs differ in how they write SSL, IP and AZ in the names of files. */
const plain = (name) => name.replace(/_|\.\w+$/g, "").toLowerCase();

function aliyunModels(files) {
  const models = new Map(
    files.filter((file) => /request\.js$/i.test(file)).map((file) => [plain(basename(file)), file]),
  );
  return (operation) => {
    const file = models.get(plain(`${operation}Request`));
    if (file === undefined) return undefined;
    // The file holds the nested models first and the request's own last.
    const [, names] = readFileSync(file, "utf8").split("static names() {").at(-1).split("return {");
    return {
      paths: [...names.split("}")[0].matchAll(/: '(\w+)'/g)]
        .map(([, name]) => name)
        .filter((name) => !common.test(name)),
    };
  };
}

const snake = (name) => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

/** Each service is a package with models of its own; a model's name may occur in several. */
function huaweiModels(files) {
  const clients = files.filter((file) => /_client\.py$/.test(file) && !/async_client/.test(file));
  const services = clients.map((file) => ({
    client: readFileSync(file, "utf8"),
    folder: join(dirname(file), "model"),
  }));
  return (operation) => {
    const request = `${snake(operation)}_request.py`;
    const service = services.find(({ folder }) => files.includes(join(folder, request)));
    return (
      service &&
      huaweiPaths(operation, service.client, (name) => {
        const file = files.find((each) => dirname(each) === service.folder && plain(basename(each)) === plain(name));
        return file && pythonFields(readFileSync(file, "utf8"));
      })
    );
  };
}

/** [name on the wire, type] of each field. */
function pythonFields(text) {
  const part = (dict) => new RegExp(`${dict} = \\{([^}]*)\\}`).exec(text)?.[1] ?? "";
  const pairs = (dict) => [...part(dict).matchAll(/'([\w-]+)': '([^']*)'/g)].map(([, key, value]) => [key, value]);
  const types = new Map(pairs("openapi_types"));
  return pairs("attribute_map").map(([attribute, name]) => [name, types.get(attribute) ?? ""]);
}

function huaweiPaths(operation, client, fieldsOf) {
  const pathsOf = (name, path, seen) =>
    (fieldsOf(name) ?? []).flatMap(([field, type]) => {
      const model = type.replace(/^list\[(\w+)\]$/, "$1");
      const isNested = /^[A-Z]/.test(model) && !seen.includes(model);
      const inside = `${path}${field}${model === type ? "" : "[]"}.`;
      return [path + field, ...(isNested ? pathsOf(model, inside, [...seen, model]) : [])];
    });
  const call = client.split(`def _${snake(operation)}_http_info(`)[1]?.split("\n    def ")[0] ?? "";
  const isElsewhere = (name) => call.includes(`path_params['${name}']`) || call.includes(`header_params['${name}']`);
  const own = (fieldsOf(`${operation}Request`) ?? []).filter(([name]) => !isElsewhere(name));
  const inBody = own.flatMap(([name, type]) => (name === "body" ? pathsOf(type, "", [type]) : []));
  return { paths: [...own.flatMap(([name]) => (name === "body" ? [] : [name])), ...inBody], inBody };
}

/** The Python SDK does not say which model an object is of; the names are those of the vendor's documents. */
const jdObjects = {
  cacheInstance: "redis/CacheInstanceSpec",
  charge: "charge/ChargeSpec",
  azId: "redis/AzIdSpec",
  userTags: "redis/Tag",
  opsTags: "redis/Tag",
  instanceConfig: "redis/ConfigItem",
  tagResources: "resourcetag/TagResourcesReqVo",
  unTagResources: "resourcetag/UnTagResourcesReqVo",
  resourceVo: "resourcetag/ResourceReqVo",
  queryResource: "resourcetag/QueryResourceReqVo",
  resources: "resourcetag/ResourcesMap",
  tags: "resourcetag/Tag",
  queryInstanceParam: "renewal/QueryInstanceParam",
  renewInstanceParam: "renewal/RenewInstanceParam",
  setRenewalParam: "renewal/SetRenewalParam",
};

function jdModels(files, known) {
  const ends = (end) => files.find((file) => file.endsWith(end));
  const pathsOf = (names, path, table) =>
    names.flatMap((name) => {
      const isList = [...table.keys()].some((each) => each.startsWith(`${path}${name}[].`));
      const inside = `${path}${name}${isList ? "[]" : ""}.`;
      const file = jdObjects[name] && ends(`/${jdObjects[name].replace("/", "/models/")}.py`);
      if (file !== undefined) {
        const init = /def __init__\(self, ?([^)]*)\)/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
        const fields = init.split(",").flatMap((each) => /^\s*(\w+)/.exec(each)?.slice(1) ?? []);
        return [path + name, ...pathsOf(fields, inside, table)];
      }
      // Without a model the fields are not compared.
      return [path + name, ...[...table.keys()].filter((each) => each.startsWith(inside))];
    });
  const services = /\/services\/(redis|resourcetag|renewal)\//;
  return (operation) => {
    const end = `/${operation[0].toUpperCase()}${operation.slice(1)}Request.py`;
    const file = files.find((each) => services.test(each) && each.endsWith(end));
    if (file === undefined) return undefined;
    const [, parameters = ""] = readFileSync(file, "utf8").split("Parameters(object):");
    const names = [...parameters.matchAll(/^ {8}self\.(\w+) = /gm)].map(([, name]) => name);
    const own = [...new Set(names)].filter((name) => name !== "regionId" && name !== "cacheInstanceId");
    return { paths: pathsOf(own, "", known.get(operation)) };
  };
}

// The document

const listOf = (paths) => (paths.length === 0 ? "" : paths.map((path) => `\`${path}\``).join(" "));

function rowOf(operation, known, model, isRead) {
  const { paths, inBody = [] } = model ?? { paths: [...known.keys()] };
  // The SDK names some keys of an object that may have any.
  const isKey = (path) => path.includes(".") && known.get(path.replace(/\.\w+$/, ""))?.isMap === true;
  const sent = paths.filter((path) => !isKey(path));
  const isTaken = (path) => known.has(path) || (known.takesAnyBody === true && inBody.includes(path));
  const shared = sent.filter(isTaken);
  const ignored = shared.filter((path) => known.get(path)?.isRestricted !== true && !isRead(path));
  const rejected = sent.filter((path) => !isTaken(path));
  const extra = [...known.keys()].filter((path) => !sent.includes(path));
  const counts = [model === undefined ? "none" : sent.length, shared.length, shared.length - ignored.length];
  return `| ${[`\`${operation}\``, ...counts, ...[ignored, rejected, extra].map(listOf)].join(" | ")} |`.replace(
    / {2,}/g,
    " ",
  );
}

function sectionOf({ name, title, operations }, files, packages) {
  const modelOf = { aliyun: aliyunModels, huawei: huaweiModels, jd: jdModels }[name](files, new Map(operations));
  const readIn = readerOf(name);
  const rows = operations.map(([each, known]) => rowOf(each, known, modelOf(each), readIn(each)));
  return [
    `## ${title}`,
    "",
    `Compared with ${packages.join(", ")}.`,
    "",
    "| operation | SDK | known | enforced | ignored | rejected | only here |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const introduction = `# What the sandbox knows of the APIs

Written by \`node tools/sandbox-coverage.mjs <folder>\`, which reads the vendors' SDKs from a folder; they are not part of this repository.
It is run again when an operation or a parameter of the sandbox changes; \`test/docs/coverage.test.ts\` notices when a row is missing or
names what is not true of the sandbox any more.

| column | meaning |
|---|---|
| SDK | parameters of the vendor's request model without those of the path, nested ones included; \`none\` if the SDK has no such operation |
| known | those of them that the sandbox takes, with the type that it requires |
| enforced | known ones that are required, have a range or a list of values, or are named in the code of the operation |
| ignored | known ones of which only the type is checked |
| rejected | parameters of the SDK that the sandbox rejects as unknown |
| only here | parameters that the sandbox takes and the SDK does not have: from documents, other SDKs or other clients |

Every operation of Alibaba Cloud also has OwnerAccount, OwnerId, ResourceOwnerAccount, ResourceOwnerId, SecurityToken and RegionId in its
model, which are left out here. JD's SDK does not say what most lists and objects hold; there only the names of the objects are compared.
`;

function packagesIn(files, name) {
  const text = (end) => files.filter((file) => file.endsWith(end)).map((file) => readFileSync(file, "utf8"));
  if (name === "aliyun") {
    const found = text("/package.json").map((each) => JSON.parse(each));
    return found.map((each) => `${each.name} ${each.version}`);
  }
  const wanted = name === "huawei" ? "huaweicloudsdk" : "jdcloud";
  return [...text("/METADATA"), ...text("/PKG-INFO")]
    .map((each) => `${/^Name: (.*)$/m.exec(each)?.[1].replaceAll("_", "-")} ${/^Version: (.*)$/m.exec(each)?.[1]}`)
    .filter((each, at, all) => each.startsWith(wanted) && all.indexOf(each) === at)
    .sort();
}

function write(folder) {
  const files = [...filesUnder(folder)];
  const sections = clouds.map((cloud) => sectionOf(cloud, files, packagesIn(files, cloud.name)));
  writeFileSync(document, `${[introduction.trimEnd(), ...sections].join("\n\n")}\n`);
}

// The check

function problems() {
  const sections = readFileSync(document, "utf8").split(/^## /m).slice(1);
  return clouds.flatMap(({ title, operations }) => {
    const section = sections.find((each) => each.startsWith(title)) ?? "";
    const rows = new Map([...section.matchAll(/^\| `(\w+)` (.*)$/gm)].map(([, name, rest]) => [name, rest]));
    const known = new Map(operations);
    const gone = [...rows.keys()].filter((name) => !known.has(name));
    return [
      ...gone.map((name) => `${title}: ${name} has a row, but the sandbox has no such operation`),
      ...operations.flatMap(([name, table]) =>
        problemsOf(rows.get(name), table).map((text) => `${title}: ${name} ${text}`),
      ),
    ];
  });
}

function problemsOf(row, known) {
  if (row === undefined) return ["has no row"];
  const [, , shared, , ignored, rejected, extra] = row.split("|").map((cell) => cell.trim());
  const namesIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const present = [...(known.takesAnyBody ? [] : namesIn(ignored)), ...namesIn(extra)];
  const count = Number(shared) + namesIn(extra).length;
  return [
    ...present.filter((name) => !known.has(name)).map((name) => `does not take ${name}`),
    ...namesIn(rejected)
      .filter((name) => known.has(name))
      .map((name) => `takes ${name}, which the row says it rejects`),
    ...(count === known.size || known.takesAnyBody ? [] : [`takes ${known.size} parameters, and the row has ${count}`]),
  ];
}

const [argument] = process.argv.slice(2);
if (argument === undefined) {
  console.error("Usage: node tools/sandbox-coverage.mjs <folder with the vendors' packages> | --check");
  process.exitCode = 2;
} else if (argument === "--check") {
  const found = problems();
  if (found.length > 0) console.error(`docs/sandbox-coverage.md is out of date:\n${found.join("\n")}`);
  process.exitCode = found.length > 0 ? 1 : 0;
} else write(argument);
