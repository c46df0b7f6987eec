import { invalid } from "../errors";
import { vendorTime } from "../instance";
import { checkSetting, settingsOf } from "../settings";
import { type Context, instanceNotFound, lookUp, type Operation } from "../state";
import { addTemplate, removeTemplate, requireOwn, requireTemplate, type Template, templatesOf } from "../templates";
import { settingView } from "./config";

export const createConfigTemplate: Operation = {
  mutating: true,
  known:
    "[sdk] parameters, val is an object of texts, answers the id, no token; [guess] any name that is not empty, two may have one name, an unknown setting or bad value is 400",
  handle: (context) => {
    const { args } = context;
    const redisVersion = args.required("redisVersion");
    const added = addTemplate(context, {
      ...{ name: args.required("name"), description: args.text("description") ?? "" },
      ...{ redisType: args.required("redisType"), redisVersion, val: readVal(context, redisVersion) },
    });
    return { result: { templateId: added.templateId } };
  },
};

export const describeConfigTemplates: Operation = {
  mutating: false,
  known:
    "[sdk] filters, fields, settings in the list too; [guess] pages as of other lists, a part of a name is enough, as of instances",
  handle: (context) => {
    const { args } = context;
    const filters = ["redisType", "redisVersion", "tplType"] as const;
    const found = templatesOf(context).filter(
      (each) =>
        each.name.includes(args.text("name") ?? "") &&
        filters.every((name) => (args.text(name) ?? each[name]) === each[name]),
    );
    return { result: { templates: args.page(found).map((each) => view(context, each)), total: found.length } };
  },
};

export const describeConfigTemplate: Operation = {
  mutating: false,
  known:
    "[sdk] Go, PHP: the fields are the result's own, where a comment of Node has them in configTemplate; [guess] the instance only has to exist",
  handle: (context) => {
    const instanceId = context.args.text("instanceId");
    if (instanceId !== undefined && lookUp(context, instanceId) === undefined)
      throw instanceNotFound(context, instanceId);
    return { result: view(context, requireTemplate(context, context.templateId)) };
  },
};

export const modifyTemplate: Operation = {
  mutating: true,
  known: "[sdk] parameters, all optional; [guess] what is left out stays, in val too; instances stay as they are",
  handle: (context) => {
    const { args, world } = context;
    const found = requireOwn(context);
    const name = args.text("name");
    if (name === "") throw invalid("name cannot be empty");
    found.val = { ...found.val, ...readVal(context, found.redisVersion) };
    found.name = name ?? found.name;
    found.description = args.text("description") ?? found.description;
    found.modifiedTime = vendorTime(world.now());
    return {};
  },
};

export const deleteConfigTemplate: Operation = {
  mutating: true,
  known: "[sdk] path; [guess] gone at once, whatever uses it: instances keep their values",
  handle: (context) => {
    removeTemplate(context, requireOwn(context));
    return {};
  },
};

function readVal({ args }: Context, redisVersion: string): Record<string, string> {
  const val = args.map("val");
  for (const [name, value] of Object.entries(val)) checkSetting(redisVersion, name, value);
  return val;
}

function view(context: Context, { account, val, ...template }: Template) {
  const items = settingsOf(template.redisVersion).map((setting) => settingView(setting, val[setting.name]));
  // [guess] the user is the account's own; of the vendor's templates there is none
  const user = account === "" ? "" : context.account;
  return { ...template, val: items, user, pin: user };
}
