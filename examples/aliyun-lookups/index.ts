import * as pulumi from "@pulumi/pulumi";
import {
  AliyunRedis,
  getAliyunBackupsOutput,
  getAliyunInstanceClasses,
  getAliyunRedisInstances,
  getAliyunZones,
} from "pulumi-cn-cache";

const config = new pulumi.Config();

// Lookups ask the cloud while the program runs, in a preview too.
export = async () => {
  const { zones } = await getAliyunZones();
  const open = zones.filter(({ disabled }) => !disabled).map(({ zoneId }) => zoneId);
  const { classes } = await getAliyunInstanceClasses({
    zoneId: open.at(-1),
    engineVersion: "7.0",
    architecture: "standard",
    productType: "OnECS",
    memory: 2,
    sortedByPrice: true,
  });
  const [cheapest] = classes;
  if (!cheapest) throw new Error("Nothing that fits is sold now; choose another zone.");

  const sessions = new AliyunRedis(
    "sessions",
    {
      instanceName: "sessions",
      zoneId: cheapest.zoneId,
      instanceClass: cheapest.instanceClass,
      engineVersion: cheapest.engineVersion,
      password: config.requireSecret("password"),
      tags: { team: "shop" },
    },
    // What is cheapest today is not what is cheapest tomorrow; the instance stays.
    { ignoreChanges: ["zoneId", "instanceClass"] },
  );

  // The Output form waits for what is not known yet.
  const { backups } = getAliyunBackupsOutput({ instanceId: sessions.instanceId });
  const { instances } = await getAliyunRedisInstances({ tags: { team: "shop" } });
  return {
    instanceId: sessions.instanceId,
    instanceClass: sessions.instanceClass,
    pricePerHour: cheapest.price,
    latestBackup: backups.apply(([latest]) => latest?.backupId ?? "none yet"),
    // As they were before this program has changed anything.
    before: instances.map(({ instanceId }) => instanceId),
  };
};
