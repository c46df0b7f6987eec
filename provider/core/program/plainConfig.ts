import * as pulumi from "@pulumi/pulumi";
import { textsIn } from "../resource/json";

/** Shorter values are the same by chance. */
const shortest = 4;

/**
 * Warns of a secret argument whose value stands in the stack's configuration as plain text. Pulumi stores the configuration in
 * the state, as inputs of the default provider, so encrypting the argument does not hide the value.
 */
export function warnOfPlainConfig(resource: pulumi.Resource, argument: string, value: unknown): void {
  const plain = plainConfig();
  if (plain.size === 0) return;
  const output = pulumi.output(value as pulumi.Input<object>) as pulumi.Output<unknown>;
  output.apply((known) => {
    for (const text of textsIn(known)) {
      const key = plain.get(text);
      if (key === undefined) continue;
      void pulumi.log.warn(
        `${argument} is the configuration value ${key}, which is plain text and therefore in the clear in the stack's state. Set it again with \`pulumi config set --secret ${key}\`.`,
        resource,
      );
    }
  });
}

/** Values of the configuration that are no secrets, with their keys. */
function plainConfig(): ReadonlyMap<string, string> {
  // [sdk] Not in the SDK's types.
  const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret?: (key: string) => boolean };
  if (!isConfigSecret) return new Map();
  const plain = Object.entries(pulumi.runtime.allConfig()).filter(
    ([key, value]) => value.length >= shortest && !isConfigSecret(key),
  );
  return new Map(plain.map(([key, value]) => [value, key]));
}
