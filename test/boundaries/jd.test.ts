import { jdFixture } from "../jd/fixture";
import {
  differs,
  everywhere,
  expectExplained,
  findingsOf,
  findingsOfUpdates,
  ofTags,
  patienceMs,
  silent,
  strict,
} from "./boundaries";

test(
  "JdRedis: preview and cloud agree about boundary values",
  async () => {
    expectExplained(await findingsOf(jdFixture), [
      ...everywhere.filter(({ because }) => !because.includes("its type")),
      silent(["regionId", "cacheInstanceClass"], "only the cloud knows what it sells, and where"),
      silent(["disableCommands"], "only the cloud knows which commands can be disabled"),
      silent(["backupId", "srcInstanceId"], "only the cloud knows which instances and backups exist"),
      silent(["configTemplateId"], "only the cloud knows which templates exist, and for which instances"),
      differs(["charge"], "the renewal service shows the renewal, the instance does not"),
      strict(["azId"], "the cloud ignores zones of the cluster without SpecifyByCluster, and empty lists", ({ text }) =>
        /azsForCluster|azsForProxy/.test(text),
      ),
      strict(["charge"], "the cloud looks at the day and the scenario only where it uses them", ({ text }) =>
        /autoChangeChargeModeDate|buyScenario/.test(text),
      ),
      strict(["config"], "has an argument of its own, so the two could contradict each other"),
      strict(["effectiveTime"], "is not sent at creation"),
      strict(["publicAddress", "tls"], "what is missing or empty is not sent"),
      strict(["ipWhiteListGroups"], "no rule of names is published; the preview asks for an identifier and for blocks"),
    ]);
  },
  patienceMs,
);

test(
  "JdRedis: preview and cloud agree about changes in place to boundary values",
  async () => {
    expectExplained(await findingsOfUpdates(jdFixture), [
      ...ofTags,
      silent(["cacheInstanceClass"], "only the cloud knows what it sells, and where"),
      silent(["disableCommands"], "only the cloud knows which commands can be disabled"),
      strict(["cacheInstanceName"], "one character is for a change only, as the vendor's tests have it"),
      strict(["config"], "has an argument of its own, so the two could contradict each other"),
      strict(["publicAddress", "tls"], "what is missing or empty is not sent"),
      strict(["ipWhiteListGroups"], "no rule of names is published; the preview asks for an identifier and for blocks"),
    ]);
  },
  patienceMs,
);
