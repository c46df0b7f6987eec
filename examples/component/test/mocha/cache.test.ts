import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { before, describe, it } from "mocha";
import { Cache } from "../../cache";
import { mockCloud, resolved } from "../mocks";

const args = { password: "Sessions-1", clients: { web: ["10.0.1.0/24"] } };

describe("a cache", () => {
  before(mockCloud);

  it("gives applications what they need to connect", async () => {
    const { environment } = new Cache("sessions", args);
    assert.deepEqual(await resolved(environment), {
      REDIS_HOST: "redis.test",
      REDIS_PORT: "6379",
      REDIS_URL: "redis://redis.test:6379",
    });
  });

  it("keeps that secret", async () => {
    assert.equal(await pulumi.isSecret(new Cache("carts", args).environment), true);
  });

  it("lets its clients in, and nobody else", async () => {
    const { redis } = new Cache("prices", args);
    assert.deepEqual(await resolved(redis.securityIpGroups), { web: ["10.0.1.0/24"] });
    assert.equal(await resolved(redis.securityIps), undefined);
  });

  it("needs clients", () => {
    assert.throws(() => new Cache("lonely", { ...args, clients: {} }), /without clients/);
  });
});
