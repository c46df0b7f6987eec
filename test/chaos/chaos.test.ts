import { seeded } from "../engine/world";
import { Storm } from "./storm";

const { CHAOS_SEED = "20261126", CHAOS_ROUNDS = "1" } = process.env;
const rounds = Number(CHAOS_ROUNDS);
/** For the rounds; what has begun is ended. */
const budgetMs = 7 * 60_000;

test(
  `after each of ${rounds} storms every instance is in the state, as declared, or named (seed ${CHAOS_SEED})`,
  async () => {
    const { log, failures, ...figures } = await Storm.run(seeded(Number(CHAOS_SEED)), rounds, Date.now() + budgetMs);
    if (process.env.CHAOS_ROUNDS) process.stderr.write(`${log.join("\n")}\n${JSON.stringify(figures)}\n`);
    if (failures.length > 0) throw new Error(`${failures.join("\n")}\n\nWhat happened:\n${log.join("\n")}`);
  },
  60_000 + rounds * 120_000,
);
