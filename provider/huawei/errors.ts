import type { ErrorRule } from "../core/client/errors";

/** Regions with an older API answer with numbers: 111400086 is DCS.4086. [doc] */
function dcs(numbers: string): RegExp {
  const codes = numbers.split(" ").flatMap((one) => [`DCS\\.${one}`, `111${one[0]}00${one.slice(1)}`]);
  return new RegExp(`^(${codes.join("|")})$`);
}

/** Settings that name a service's address. */
export type EndpointSetting = "endpoint" | "iamEndpoint" | "bssEndpoint" | "epsEndpoint";

/** `where` is the key or the variable that gives the address. */
function wrongEndpoint(endpoint: EndpointSetting, where = `huawei:${endpoint}`): string {
  const fate = endpoint === "endpoint" ? " The instance itself may be fine." : "";
  return `The endpoint does not serve this API: check ${where} and the region.${fate}`;
}

/** Codes of DCS, of the gateway before it, and of IAM, billing (CBC) and enterprise projects. */
export const errorRules: readonly ErrorRule[] = [
  { code: /^APIGW?\.0308$/, meaning: "throttled" },
  // By the code, not by the status: a 404 about the URL says nothing about the instance. [doc]
  { code: /^(DCS\.3022|111404022)$/, status: 404, meaning: "notFound" },
  // A parameter template, with HTTP 400. [tf]
  { code: dcs("4988"), meaning: "notFound" },
  {
    code: /^(DCS\.4001|111400001|111404001|APIGW?\.0101)$/,
    meaning: "input",
    hint: wrongEndpoint("endpoint"),
  },
  {
    // For the moment the instance is not in the state that the call needs. [tf]
    code: dcs("4026 4049 4096 4097 4111 4113 4114 4115 4116 4117 4118 4120 4121 4231 4975"),
    meaning: "conflict",
  },
  // The same, but not in the list of Terraform. 4104 is seen right after the creation of a cluster. [doc]
  { code: dcs("4104 4017 4099 4108 4300 4918"), meaning: "conflict" },
  { code: /^(CBC\.99003651|ResetPassword\.3|RestartOrFlushInstances\.failed)$/, meaning: "conflict" },
  { code: "ResetPassword.same", meaning: "already" },
  // These come with status 200 and are no successes all the same.
  { code: /^ResetPassword.*$/, meaning: "other" },
  { code: dcs("4846 4847"), meaning: "already" },
  {
    code: dcs("4107"),
    meaning: "quota",
    hint: "Pay or cancel that order in Huawei Cloud's billing centre, then run `pulumi up` again.",
  },
  {
    code: dcs("4035 4036"),
    meaning: "quota",
    hint: "Ask for a higher DCS quota in the Huawei Cloud console, or remove instances.",
  },
  { code: dcs("4911"), meaning: "quota", hint: "The subnet has too few free addresses: use another one." },
  {
    code: dcs("4054"),
    meaning: "outOfStock",
    hint: "This flavour is out of stock in this zone; another zone or flavour may be available.",
  },
  {
    code: dcs("4857"),
    meaning: "protected",
    hint: "Prepaid instances cannot be deleted through the API, only unsubscribed: set prepaidDestroy.",
  },
  { code: dcs("4872 4202 4838"), meaning: "unsupported" },
  {
    code: dcs("4086"),
    meaning: "input",
    hint: "Single-node instances have no backups: remove instanceBackupPolicy, or the resource that orders one.",
  },
  {
    code: dcs("4927 4008 4009 4012 4022"),
    meaning: "input",
    hint: "specCode, engine, engineVersion and capacity must match one of the flavours that GET /flavors lists.",
  },
  { code: dcs("4200"), meaning: "input", hint: "The instance cannot be converted to this type." },
  {
    // The gateway has one code for a wrong signature, an unknown or locked key and a wrong clock.
    code: /^APIGW?\.0301$/,
    status: 401,
    meaning: "accessDenied",
    orSkewed: true,
    hint: "Check the configured Huawei Cloud access key, secret and, if there is one, security token; perhaps they are swapped. After five failures the key is locked for a while.",
  },
  {
    code: /^(APIGW?\.0307|DCS\.100[1-4]|11140100[1-4]|401)$/,
    meaning: "accessDenied",
    hint: "Check the access key or token, and that huawei:projectId is a project of this account in this region.",
  },
  {
    code: /^(DCS\.(2003|2007|3002|3003)|111403\d{3}|CBC\.0151|403)$/,
    meaning: "accessDenied",
    hint: "Grant the access key's user the permission named above.",
  },
  {
    code: dcs(
      "4002 4003 4004 4005 4006 4007 4010 4011 4013 4014 4015 4016 4018 4019 4020 4042 4046 4060 4061 4062 4066 4068 4072 4073 4074 4075 4076 4106 4843 4844 4845 4848 4849 4850 4930 4931 4932 4933 4934 4935 4936 4937 5050",
    ),
    meaning: "input",
  },
  // An internal error, whatever status a gateway gives it.
  { code: dcs("5000"), meaning: "transient" },
  { code: /^(EPS\.0004|CBC\.0100|CBC\.30000010|CBC\.30000067)$/, meaning: "input" },
];

/** A service of its own says by the same codes that its endpoint is wrong. */
export const errorRulesOf = (endpoint: EndpointSetting, where?: string): readonly ErrorRule[] =>
  errorRules.map((rule) =>
    rule.hint === wrongEndpoint("endpoint") ? { ...rule, hint: wrongEndpoint(endpoint, where) } : rule,
  );

/** The same with a token in place of the access key: what the gateway rejects is the token. */
export const withToken = (rules: readonly ErrorRule[]): readonly ErrorRule[] =>
  rules.map((rule) =>
    rule.meaning === "accessDenied" && rule.orSkewed
      ? {
          ...rule,
          hint: "Check huawei:authToken (HW_AUTH_TOKEN): it is wrong or has expired; a token is valid for a day.",
        }
      : rule,
  );

/** The account belongs to the other of Huawei's two sites, whose billing centre has another host. [tf] */
export const isOtherSite = (code: string): boolean => code === "CBC.0150" || code === "CBC.0156";
