import { isRecord } from "../../core/keys";
import { ApiError } from "../errors";
import type { Context, Operation } from "../state";

/** Ours: a ciphertext that holds what it hides, so that any sandbox can decrypt it. */
export const encryptFor = (
  account: string,
  plaintext: string,
  context: Readonly<Record<string, string>> = {},
): string => Buffer.from(JSON.stringify([account, plaintext, sorted(context)])).toString("base64");

const sorted = (context: object) => Object.entries(context).sort();

function contextOf({ args }: Context): Record<string, string> {
  const text = args.text("EncryptionContext");
  if (text === undefined) return {};
  const context = parsed(text);
  if (!isRecord(context)) throw new ApiError("InvalidParameter", "EncryptionContext");
  return context as Record<string, string>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keys exist if they are well-formed, as networks do. */
const keyPattern = /^(key-[a-z0-9]{6,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|alias\/[\w/-]+)$/;

export const encrypt: Operation = {
  mutating: false,
  known: "[doc] Kms 2016-01-20; [tf] the plaintext as it is; [guess] the ciphertext",
  handle: (context) => {
    const KeyId = context.args.must("KeyId");
    if (!keyPattern.test(KeyId) || KeyId.includes("missing")) throw new ApiError("Forbidden.KeyNotFound");
    const CiphertextBlob = encryptFor(context.account, context.args.must("Plaintext"), contextOf(context));
    return { content: { KeyId, KeyVersionId: KeyId, CiphertextBlob } };
  },
};

export const decrypt: Operation = {
  mutating: false,
  known: "[doc] Kms 2016-01-20, the same context as for Encrypt; [guess] InvalidParameter for all that does not fit",
  handle: (context) => {
    const blob = context.args.must("CiphertextBlob");
    const bytes = Buffer.from(blob, "base64");
    const made = bytes.toString("base64") === blob ? parsed(bytes.toString()) : undefined;
    const [account, Plaintext, encryptedWith] = Array.isArray(made) ? (made as unknown[]) : [];
    const isOwn = account === context.account && typeof Plaintext === "string";
    if (!isOwn || JSON.stringify(encryptedWith) !== JSON.stringify(sorted(contextOf(context))))
      throw new ApiError("InvalidParameter", "CiphertextBlob");
    return { content: { KeyId: "key-sandbox000001", KeyVersionId: "key-sandbox000001", Plaintext } };
  },
};
