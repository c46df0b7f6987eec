import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { Cache } from "../../cache";
import { mockCloud, resolved } from "../mocks";

const args = { password: "Sessions-1", clients: { web: ["10.0.1.0/24"] } };

describe("a cache", () => {
  beforeAll(mockCloud);

  test("gives applications what they need to connect", async () => {
    const { environment } = new Cache("sessions", args);
    expect(await resolved(environment)).toEqual({
      REDIS_HOST: "redis.test",
      REDIS_PORT: "6379",
      REDIS_URL: "redis://redis.test:6379",
    });
  });

  test("keeps that secret", async () => {
    expect(await pulumi.isSecret(new Cache("carts", args).environment)).toBe(true);
  });

  test("lets its clients in, and nobody else", async () => {
    const { redis } = new Cache("prices", args);
    expect(await resolved(redis.securityIpGroups)).toEqual({ web: ["10.0.1.0/24"] });
    expect(await resolved(redis.securityIps)).toBe(undefined);
  });

  test("needs clients", () => {
    expect(() => new Cache("lonely", { ...args, clients: {} })).toThrow("without clients");
  });
});
