import { sealOf } from "../../../provider/core/client/seal";

const text = JSON.stringify({ tags: { owner: "Canary-4-Secret" }, name: "é\u0000" });

describe("a seal", () => {
  test("is opened by the same secret in another process", () => {
    expect(sealOf("key").open(sealOf("key").close(text))).toBe(text);
  });

  test("shows nothing of the text, and is another one each time", () => {
    const [one, other] = [sealOf("key").close(text), sealOf("key").close(text)];
    expect(Buffer.from(one, "base64").toString("latin1")).not.toContain("Canary");
    expect(one).not.toBe(other);
  });

  test("keeps nothing where there is no secret", () => {
    expect(sealOf("").close(text)).toBe("");
    expect(sealOf("").open(sealOf("key").close(text))).toBeUndefined();
  });

  test("is not opened by another secret, nor when it was changed or is none", () => {
    const sealed = sealOf("key").close(text);
    const changed = Buffer.from(sealed, "base64");
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(sealOf("other").open(sealed)).toBeUndefined();
    for (const none of [changed.toString("base64"), "", "nonsense", sealed.slice(0, 20), "undefined"]) {
      expect(sealOf("key").open(none)).toBeUndefined();
    }
  });
});
