import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Keeps texts unreadable for everybody who does not have the secret, as for files outside of the stack's state. */
export interface Seal {
  close(text: string): string;
  /** Undefined for what was closed with another secret, or changed. */
  open(sealed: string): string | undefined;
}

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

export function sealOf(secret: string): Seal {
  // A role of the machine has no secret that stays; then nothing is kept.
  if (secret === "") return { close: () => "", open: () => undefined };
  const key = createHash("sha256").update(`pulumi-cn-cache seal ${secret}`).digest();
  return {
    close(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      const content = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), content]).toString("base64");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(ivBytes, ivBytes + tagBytes)];
      try {
        const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAuthTag(tag);
        const content = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return content.toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
