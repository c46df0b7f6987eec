import { preflight, wantsPreflight } from "../lifecycle/preflight";
import type { BatchOperation } from "./operation";

/**
 * The preflight of all groups of a batch together, so that none is ordered where another cannot be. It is asked when each
 * group has come to its order or needs none.
 */
export class JointPreflight {
  private readonly awaited: Set<number>;
  private readonly counts = new Map<number, number>();
  private begin: () => void = () => undefined;
  private readonly answer: Promise<void>;

  constructor(private readonly batch: BatchOperation) {
    this.awaited = new Set(batch.groups.keys());
    this.answer = new Promise<void>((resolve) => {
      this.begin = resolve;
    }).then(() => this.ask());
    // Whoever waits for it hears of it.
    this.answer.catch(() => undefined);
  }

  /** @throws UserError  this or another group's order would not be carried out */
  async beforeOrder(group: number, count: number): Promise<void> {
    if (!this.batch.definition.preflight || !wantsPreflight(this.batch)) return;
    this.counts.set(group, count);
    this.skip(group);
    await this.answer;
  }

  /** The group orders nothing, or has ordered. */
  skip(group: number): void {
    this.awaited.delete(group);
    if (this.awaited.size === 0) this.begin();
  }

  private async ask(): Promise<void> {
    const { groups } = this.batch;
    const orders = [...this.counts].flatMap(([group, count]) => {
      const wanted = groups[group];
      return wanted ? [{ operation: this.batch.ofGroup(wanted), count }] : [];
    });
    await preflight(orders);
  }
}
