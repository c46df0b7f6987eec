import type { ConfigReader } from "../client/cloudSettings";
import { UserError } from "../client/errors";
import { Settings } from "../client/settings";
import { invisible, printable } from "../host/printable";
import { adoptArgument } from "../lifecycle/adopt";
import { type Attribute, attributeEntries, secretNames } from "../resource/attributes";
import { type AnyInstanceDefinition, type ObservedInstance, phaseOf } from "../resource/definition";
import { isRecord } from "../resource/difference";
import { validate } from "../resource/schema";
import type { Values } from "../resource/types";
import { connect } from "../session/connection";
import type { Session } from "../session/session";

const answerWithinMs = 60_000;

/** An expression in a program, where a value could not stand in the clear. */
class Expression {
  constructor(readonly text: string) {}
}

/**
 * A program that declares an instance as the cloud shows it, so that the next `pulumi up` adopts it and a preview after
 * that is empty. What is the vendor's default or choice is left out.
 * @throws UserError  there is no such instance, or it is not ready
 */
export async function adoptProgram(
  definition: AnyInstanceDefinition,
  session: Session,
  config: ConfigReader,
  id: string,
  givenRegion?: string,
): Promise<string> {
  const { adoption, attributes, cloud, regionArgument, type } = definition;
  const settings = new Settings(cloud, config, session.env);
  const region = givenRegion ?? settings.requireRegion();
  const bounds = { deadline: session.clock.now() + answerWithinMs, secrets: [] };
  const { api } = connect<unknown>(definition, session, config, region, bounds);
  const everything = Object.fromEntries(attributeEntries(attributes).map(([name]) => [name, {}]));
  const observed: ObservedInstance | undefined = await definition.observe(api, id, {
    ...everything,
    ...adoption.parts,
  });
  if (!observed)
    throw new UserError(`${cloud.title} has no instance ${id} in ${region}; --region names another region`);
  if (phaseOf(definition, observed) !== "ready")
    throw new UserError(`${id} is ${observed.status}; it can be adopted when it is ready`);
  const isConfigured = settings.get("region") === region;
  const { [regionArgument]: _, ...others } = declared(definition, observed);
  const { args, rejected } = accepted(definition, { ...(isConfigured ? {} : { [regionArgument]: region }), ...others });
  const password = adoption.hasPassword(observed) ? secretNames(attributes)[0] : undefined;
  const names = namesFrom(String(args[adoption.nameArgument] ?? ""));
  return programOf({ type, id, region, title: cloud.title, ...names }, args, password, rejected);
}

/** The arguments that tell the instance from one of which nothing is declared. */
function declared(definition: AnyInstanceDefinition, observed: ObservedInstance): Values {
  const { adoption, attributes } = definition;
  const entries = attributeEntries<ObservedInstance>(attributes);
  const shown: Values = Object.fromEntries(
    entries.flatMap(([name, attribute]) => {
      const value = withoutUndefined(attribute.normalize(attribute.read(observed), undefined));
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const leftOut: readonly string[] = adoption.leftOut(shown, observed);
  const defaults: Values = adoption.defaults;
  const partDefaults: Values = adoption.partDefaults ?? {};
  const isDeclared = (name: string, attribute: Attribute<ObservedInstance, unknown>) => {
    const isDefault = [defaults[name], attribute.valueWhenRemoved].some(
      (value) => value !== undefined && attribute.same(shown[name], value),
    );
    return name in shown && !isDefault && !leftOut.includes(name) && attribute.isEffective(shown);
  };
  const args = Object.fromEntries(
    entries.flatMap(([name, attribute]) =>
      isDeclared(name, attribute) ? [[name, withoutDefaults(shown[name], partDefaults[name])]] : [],
    ),
  );
  return { ...args, ...adoption.complete?.(args) };
}

/** Without the fields that have these values. */
function withoutDefaults(value: unknown, defaults: unknown): unknown {
  if (!isRecord(value) || !isRecord(defaults)) return value;
  const others = Object.entries(value).filter(([name, each]) => each !== defaults[name]);
  return Object.fromEntries(others.map(([name, each]) => [name, withoutDefaults(each, defaults[name])]));
}

/** Without arguments that no program may give beside the others, with the reason. */
function accepted({ schema }: AnyInstanceDefinition, all: Values): { args: Values; rejected: string[] } {
  const failuresOf = (values: Values) => validate(schema, values).failures;
  const without = (values: Values, failure: string): Values => {
    const [name = ""] = /^\w+/.exec(failure) ?? [];
    return Object.fromEntries(Object.entries(values).filter(([each]) => each !== name));
  };
  const rejected: string[] = [];
  for (let args = all; ; ) {
    const failures = failuresOf(args);
    const failure = failures.find((each) => failuresOf(without(args, each)).length < failures.length);
    if (failure === undefined) return { args, rejected };
    rejected.push(failure);
    args = without(args, failure);
  }
}

/** Texts of a program. */
interface Texts {
  readonly type: string;
  readonly id: string;
  readonly region: string;
  /** The cloud's. */
  readonly title: string;
  /** The resource's. */
  readonly name: string;
  readonly variable: string;
}

function programOf(
  { type, id, region, title, name, variable }: Texts,
  args: Values,
  password: string | undefined,
  rejected: readonly string[],
): string {
  const all = {
    [adoptArgument]: id,
    ...args,
    ...(password === undefined ? {} : { [password]: new Expression(`new pulumi.Config().requireSecret("password")`) }),
  };
  const properties = Object.entries(all).map(([key, value]) => `  ${key}: ${literal(value, 1)},`);
  return [
    ...(password === undefined ? [] : ['import * as pulumi from "@pulumi/pulumi";']),
    `import { ${type} } from "pulumi-cn-cache";`,
    "",
    `// ${id} as ${title} shows it in ${region}. \`pulumi up\` takes it over and changes nothing.`,
    ...(password === undefined
      ? []
      : [
          "// Before: `pulumi config set --secret password`, with the password that it has; the cloud does not show it.",
        ]),
    ...rejected.map((failure) => `// Left out, because a program may not give it: ${printable(failure)}`),
    `const ${variable} = new ${type}("${name}", {`,
    ...properties,
    "});",
    "",
    `export const { id, connectionDomain, port } = ${variable};`,
    "",
  ].join("\n");
}

/** The name of the resource, and of its variable. */
function namesFrom(name: string): Pick<Texts, "name" | "variable"> {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const variable = words.map((word, i) => (i === 0 ? lowerFirst(word) : upperFirst(word))).join("");
  const isUsable = /^[a-z][A-Za-z0-9]*$/.test(variable) && !reserved.has(variable);
  return { name: /^[A-Za-z][\w.-]*$/.test(name) ? name : "cache", variable: isUsable ? variable : "cache" };
}

const lowerFirst = (word: string) => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
const upperFirst = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** Words that the program uses, or that no variable can have. */
const reserved = new Set([
  ...["pulumi", "id", "port", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete"],
  ...["do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "let"],
  ...["instanceof", "new", "null", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"],
  ...["var", "void", "while", "with", "yield", "await", "interface", "package", "private", "protected", "public"],
  ...["implements", "eval", "arguments", "undefined", "connectionDomain"],
]);

/** A value as TypeScript writes it. */
function literal(value: unknown, depth: number): string {
  if (value instanceof Expression) return value.text;
  if (typeof value !== "object" || value === null) return visible(JSON.stringify(value));
  const parts = Array.isArray(value)
    ? value.map((each) => literal(each, depth + 1))
    : Object.entries(value).map(([key, each]) => `${propertyName(key)}: ${literal(each, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const line = parts.length === 0 ? `${open}${close}`.replaceAll(" ", "") : `${open}${parts.join(", ")}${close}`;
  if (line.length <= 90) return line;
  const indent = "  ".repeat(depth);
  return [open.trim(), ...parts.map((part) => `${indent}  ${part},`), `${indent}${close.trim()}`].join("\n");
}

const propertyName = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : visible(JSON.stringify(key)));

/** As escapes, so that the program reads as it runs. */
const visible = (text: string) =>
  text.replace(invisible, (sign) =>
    Array.from({ length: sign.length }, (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );

/** Parts that the cloud does not show are none. */
function withoutUndefined(value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) : value;
}
