import { useFixture } from "../fixture";

const f = useFixture("all");

const ports = ({ tasks, error_code }: { tasks: { details: { new_port: number } }[]; error_code?: string }) =>
  error_code ?? tasks.map(({ details }) => details.new_port);

let id = "";
beforeAll(async () => {
  id = await f.createRunning();
  for (const port of [7001, 7002, 7003]) {
    await f.outcome("PUT", `/instances/${id}`, { port });
    f.wait(60_000);
  }
});

test.each<[string, string, number[] | string]>([
  ["the newest first", "", [7003, 7002, 7001]],
  ["a page", "offset=1&limit=1", [7002]],
  ["offset -1", "offset=-1", "DCS.4800"],
  ["limit 0", "limit=0", "DCS.4800"],
  ["since a time", "start_time={1}", [7003, 7002]],
  ["until a time", "end_time={1}", [7002, 7001]],
  ["between two times", "start_time={1}&end_time={1}", [7002]],
  ["a time that is none", "start_time=2026-11-21", "DCS.4062"],
  ["an older name of a parameter", "begin_time={1}", "Sandbox.UnknownParameter"],
])("%s", async (_name, query, expected) => {
  const { tasks } = await f.get(`/instances/${id}/tasks`);
  const times = tasks.map((task: { created_at: string }) => task.created_at.replace(/\D/g, "").slice(0, 14));
  const filled = query.replace(/\{(\d)\}/g, (_all, index: string) => times[Number(index)]);
  expect(ports(await f.get(`/instances/${id}/tasks?${filled}`))).toEqual(expected);
});
