/** Key under which an explicit provider tells the plugin process whose settings it has. */
export const configuredCloudsKey = "cn-cache:clouds";

/** All clouds share one Pulumi package, so only this check keeps one cloud's keys from a resource of another. */
export function whyNotConfigured(configured: readonly string[], cloud: string): string | undefined {
  if (configured.includes(cloud)) return undefined;
  return `the provider has settings for ${configured.join(", ") || "no cloud"}, not for ${cloud}`;
}
