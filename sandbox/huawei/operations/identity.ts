import type { World } from "../../core/cloud";
import { isRecord } from "../../core/keys";
import { temporaryKeys, tokenMs, tokens } from "../auth";
import { domainOf, ownAccount, projectsOf } from "../catalogue";
import { ApiError } from "../errors";
import { vendorTime } from "../instance";
import { enterpriseProject } from "../rules";
import type { Operation } from "../state";
import { decodeBody } from "../wire";

export const keystoneListProjects: Operation = {
  mutating: false,
  right: "iam:projects:listProjects",
  known: "[sdk] shape; main and sub-projects; an unknown name gives an empty list",
  handle: ({ account, query }) => ({
    content: {
      projects: projectsOf(account)
        .filter(({ name }) => (query.text("name") ?? name) === name)
        .map(({ id, name }) => ({
          id,
          name,
          domain_id: domainOf(account),
          parent_id: domainOf(account),
          is_domain: false,
          enabled: true,
          description: "",
          links: { self: `https://iam.myhuaweicloud.com/v3/projects/${id}` },
        })),
      links: { self: "https://iam.myhuaweicloud.com/v3/projects" },
    },
  }),
};

export const keystoneListAuthDomains: Operation = {
  mutating: false,
  right: "iam:domains:listDomains",
  known: "[tf] reads the account's id here and expects exactly one; [sdk] shape",
  handle: ({ account }) => ({
    content: {
      domains: [{ id: domainOf(account), name: account, enabled: true, description: "", links: {} }],
      links: { self: "https://iam.myhuaweicloud.com/v3/auth/domains" },
    },
  }),
};

export const keystoneCreateUserTokenByPassword: Operation = {
  mutating: false,
  isOpen: true,
  known:
    "[doc] body, X-Subject-Token, 24 hours; in the sandbox a user's name is the access key and the password the secret key",
  handle: (context) => {
    const { world, request } = context;
    const auth = child(decodeBody(request), "auth");
    const identity = child(auth, "identity");
    const user = child(child(identity, "password"), "user");
    const key = world.keys.find(({ id, secret }) => id === user.name && secret === user.password);
    if (key === undefined) throw new ApiError("IAM.0101");
    const scope = child(child(auth, "scope"), "project");
    const account = key.account ?? context.account;
    const project = projectsOf(account).find(({ id, name }) => name === scope.name || id === scope.id);
    if (project === undefined) throw new ApiError("IAM.0001", "the scope names no project of the account");
    const text = world.random.text(32) + world.random.text(32);
    const expires = world.now() + tokenMs;
    tokens(world).set(text, { keyId: key.id, project: project.id, expires });
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
          project: { id: project.id, name: project.name, domain },
          roles: [{ id: "0", name: "te_admin" }],
          catalog: [],
        },
      },
    };
  },
};

export const createTemporaryAccessKeyByAgency: Operation = {
  mutating: false,
  right: "iam:agencies:assume",
  known:
    "[doc] body, 201, duration; [tf] signed, with x-domain-id; [guess] every agency of an account exists, unless its name contains missing",
  handle: ({ world, request, key, account }) => {
    if (request.headers["x-domain-id"] !== domainOf(account))
      throw new ApiError("IAM.0001", "x-domain-id does not name the caller's account");
    const identity = child(child(decodeBody(request), "auth"), "identity");
    const agency = child(identity, "assume_role");
    const {
      agency_name: name,
      domain_name: domainName,
      domain_id: domainId,
      duration_seconds: duration = 900,
    } = agency;
    if (String(identity.methods) !== "assume_role" || typeof name !== "string")
      throw new ApiError("IAM.0001", "the sandbox gives temporary keys for agencies only");
    if (!(Number(duration) >= 900 && Number(duration) <= 86_400)) throw new ApiError("IAM.0001", "duration_seconds");
    const target = accountsOf(world).find((each) => each === domainName || domainOf(each) === domainId);
    if (target === undefined || name.includes("missing"))
      throw new ApiError("IAM.0011", "the agency does not exist, or is not for this account");
    const endsAt = world.now() + Number(duration) * 1000;
    const made = {
      ...(key.deny !== undefined && { deny: key.deny }),
      id: `HST${world.random.text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}`,
      secret: world.random.text(32) + world.random.text(8),
      token: world.random.text(32) + world.random.text(32),
      account: target,
      endsAt,
    };
    temporaryKeys(world).set(made.id, made);
    return {
      status: 201,
      content: {
        credential: {
          access: made.id,
          secret: made.secret,
          securitytoken: made.token,
          expires_at: new Date(endsAt).toISOString().replace("Z", "000Z"),
        },
      },
    };
  },
};

/** The accounts that have a key. */
const accountsOf = ({ keys }: World): string[] => keys.map(({ account }) => account ?? ownAccount);

function child(value: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const one = value[name];
  return isRecord(one) ? one : {};
}

export const migrateResource: Operation = {
  mutating: true,
  right: "eps:resources:migrate",
  known: "[tf] path, body, 204; [guess] every enterprise project exists, unless its id contains missing",
  handle: ({ path, body, store, account }) => {
    const target = path.enterprise_project_id ?? "";
    if (!enterpriseProject.test(target) || target.includes("missing")) throw new ApiError("EPS.0004");
    const id = body.text("resource_id") ?? "";
    const instance = store.find(id);
    const isFound = instance !== undefined && instance.account === account && !instance.released;
    const project = body.text("project_id") ?? instance?.properties.project_id;
    if (!isFound || project !== instance.properties.project_id)
      throw new ApiError("EPS.0004", "the resource does not exist");
    instance.properties.enterprise_project_id = target;
    return { status: 204, touched: [id] };
  },
};
