/** Key under which an explicit provider tells the plugin process whose settings it has. */
export const configuredCloudsKey = "cn-cache:clouds";

/** Resources of all clouds are of one Pulumi package: nothing but us stops one cloud's resource getting another's keys. */
export function whyNotConfigured(configured: readonly string[], cloud: string): string | undefined {
  if (configured.includes(cloud)) return undefined;
  return `the provider has settings for ${configured.join(", ") || "no cloud"}, but this resource needs ${cloud} settings`;
}
