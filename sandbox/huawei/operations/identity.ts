import { isRecord } from "../../core/keys";
import { tokenMs, tokens } from "../auth";
import { ApiError } from "../errors";
import { vendorTime } from "../instance";
import { domainOf, projectOf, regionIds } from "../regions";
import type { Operation } from "../state";
import { readBody } from "../wire";

export const keystoneListProjects: Operation = {
  route: "GET /v3/projects",
  mutating: false,
  right: "iam:projects:listProjects",
  known: "[sdk] shape; one project a region; an unknown name gives an empty list",
  query: {
    name: "text",
    domain_id: "text",
    parent_id: "text",
    enabled: "text",
    is_domain: "text",
    page: "text",
    per_page: "text",
  },
  handle: ({ account, query }) => ({
    content: {
      projects: regionIds
        .filter((region) => (query.text("name") ?? region) === region)
        .map((region) => ({
          id: projectOf(account, region),
          name: region,
          domain_id: domainOf(account),
          parent_id: domainOf(account),
          is_domain: false,
          enabled: true,
          description: "",
          links: { self: `https://iam.myhuaweicloud.com/v3/projects/${projectOf(account, region)}` },
        })),
      links: { self: "https://iam.myhuaweicloud.com/v3/projects" },
    },
  }),
};

export const keystoneListAuthDomains: Operation = {
  route: "GET /v3/auth/domains",
  mutating: false,
  right: "iam:domains:listDomains",
  known: "[tf] the account's id is read here, exactly one is expected; [sdk] shape",
  handle: ({ account }) => ({
    content: {
      domains: [{ id: domainOf(account), name: account, enabled: true, description: "", links: {} }],
      links: { self: "https://iam.myhuaweicloud.com/v3/auth/domains" },
    },
  }),
};

export const keystoneCreateUserTokenByPassword: Operation = {
  route: "POST /v3/auth/tokens",
  mutating: false,
  known:
    "[doc] body, X-Subject-Token, 24 hours; a user of the sandbox is called like its access key and has the secret key for a password",
  handle: (context) => {
    const { world, request } = context;
    const auth = child(readBody(request), "auth");
    const identity = child(auth, "identity");
    const user = child(child(identity, "password"), "user");
    const key = world.keys.find(({ id, secret }) => id === user.name && secret === user.password);
    if (key === undefined) throw new ApiError("IAM.0101");
    const scope = child(child(auth, "scope"), "project");
    const account = key.account ?? context.account;
    const region = regionIds.find((one) => one === scope.name || projectOf(account, one) === scope.id);
    if (region === undefined) throw new ApiError("IAM.0001", "the scope names no project of the account");
    const text = world.random.text(32) + world.random.text(32);
    const expires = world.now() + tokenMs;
    const project = projectOf(account, region);
    tokens(world).set(text, { keyId: key.id, project, expires });
    const domain = { id: domainOf(account), name: account };
    return {
      status: 201,
      headers: { "x-subject-token": text },
      content: {
        token: {
          methods: ["password"],
          issued_at: vendorTime(world.now()),
          expires_at: vendorTime(expires),
          user: { id: domainOf(`user ${account}`), name: key.id, domain },
          project: { id: project, name: region, domain },
          roles: [{ id: "0", name: "te_admin" }],
          catalog: [],
        },
      },
    };
  },
};

function child(value: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const one = value[name];
  return isRecord(one) ? one : {};
}

/** Its credentials are in the body, so that it carries none in its headers. */
export function isOpen(name: string): boolean {
  return name === "KeystoneCreateUserTokenByPassword";
}
