import * as pulumi from "@pulumi/pulumi";
import { Cache } from "./cache";

const sessions = new Cache("sessions", {
  password: new pulumi.Config().requireSecret("password"),
  clients: { web: ["10.0.1.0/24"], jobs: ["10.0.2.11", "10.0.2.12"] },
  tags: { team: "shop" },
});

export const { environment } = sessions;
export const { instanceId } = sessions.redis;
