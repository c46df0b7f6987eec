// A mandatory policy stops the preview, an advisory one prints a warning: `pulumi preview --policy-pack ../policy-pack`.
import { PolicyPack, type ReportViolation, validateResourceOfType } from "@pulumi/policy";
import { AliyunRedis, JdRedis } from "pulumi-cn-cache";

type Tags = Readonly<Record<string, string | undefined>>;

const requireTeam = ({ tags }: { tags?: Tags | undefined }, _: unknown, report: ReportViolation) => {
  if (!tags?.team) report("The tag team is missing.");
};

new PolicyPack("caches", {
  policies: [
    {
      name: "no-open-whitelist",
      description: "A cache does not accept connections from everywhere.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(AliyunRedis, (cache, _, report) => {
        const open = [cache.securityIps ?? [], ...Object.values(cache.securityIpGroups ?? {})].flat();
        if (open.includes("0.0.0.0/0")) report("The whitelist accepts every address (0.0.0.0/0).");
      }),
    },
    {
      name: "team",
      description: "A cache has a tag that names the team that pays for it.",
      enforcementLevel: "mandatory",
      validateResource: [
        validateResourceOfType(AliyunRedis, requireTeam),
        validateResourceOfType(JdRedis, requireTeam),
      ],
    },
    {
      name: "prepaid",
      description: "Prepaid caches are worth a second thought: they cannot be deleted before they expire.",
      enforcementLevel: "advisory",
      validateResource: validateResourceOfType(AliyunRedis, ({ chargeType, period }, _, report) => {
        if (chargeType === "PrePaid") report(`This cache is paid for ${period} months in advance.`);
      }),
    },
  ],
});
