import type { Host } from "../host/host";
import { type CreateJournal, isLost, lostOrderText } from "../ownership/createJournal";
import { leftAlone, parsePendingTag } from "../ownership/pendingTag";
import type { SavedState } from "../ownership/savedState";
import { pendingTagKey, type TaggedInstance } from "../resource/cloud";
import type { EngineHistory } from "./engineHistory";
import type { PendingInstance, RunRecord } from "./runRecord";

/** Names what exists, or may exist, for a stack whose state does not hold it. */
export class LostInstances {
  constructor(
    private readonly host: Pick<Host, "clock" | "engine">,
    private readonly engineHistory: EngineHistory,
    private readonly journal: CreateJournal,
    private readonly savedState: SavedState,
    private readonly record: RunRecord,
  ) {}

  /** @param tagged for the stack of the location */
  async nameIn(location: PendingInstance, tagged: readonly TaggedInstance[], deadline: number): Promise<void> {
    const created = this.record.createdIn(location.locationKey);
    const earlier = tagged
      .filter((each) => !each.isDeleting && !this.record.hasNamed(each.id) && !this.engineHistory.isHeld(each.id))
      .map(({ id }) => id);
    const { stackName, title } = location;
    const withinMs = deadline - this.host.clock.now();
    // A run with --target shows us a part of the state only, and so does each of several explicit providers.
    const isAsked = earlier.length + created.length > 0;
    const saved = isAsked ? await this.savedState.read(stackName, withinMs) : undefined;
    const unsaved = created.filter((id) => !this.record.hasNamed(id) && !saved?.has(id));
    const isBroken = unsaved.length > 0 && !saved && (await this.savedState.isBroken(stackName, withinMs));
    if (saved || isBroken) for (const id of unsaved) this.warn(unsavedText(id, isBroken));
    for (const id of earlier) if (!saved?.has(id)) this.warn(leftText(id, title, saved !== undefined));
    this.nameOrders(location.stackHash());
  }

  /** Creating calls of earlier runs without an answer, for resources that are in the program no more. */
  private nameOrders(stack: string): void {
    for (const [pendingTag, attempt] of this.journal.findAll()) {
      const tag = parsePendingTag(pendingTag);
      const isOpen = isLost(attempt, (id) => this.engineHistory.isHeld(id));
      if (tag?.stack === stack && isOpen && !this.engineHistory.sawResource(tag.urn)) this.warn(lostOrderText(attempt));
    }
  }

  /** On the row of the stack: the resource may not exist any more. */
  private warn(text: string): void {
    this.host.engine.warn("", text);
  }
}

function unsavedText(id: string, isUnreadable: boolean): string {
  const what = isUnreadable
    ? "whether the stack holds it is not known, because its state could not be read"
    : "the saved state of the stack does not hold it";
  return `Instance ${id} was created, but ${what}. If the CLI reports that it could not save the state, run \`pulumi up\` again: it says what can be done.`;
}

function leftText(id: string, title: string, isStateRead: boolean): string {
  const seen = isStateRead ? "" : ", as far as this run has seen it,";
  return `Instance ${id} was created for this stack by an earlier run, and the stack${seen} does not hold it. If nothing uses it, delete it in the ${title} console; to have it left alone, set its tag ${pendingTagKey} to "${leftAlone}".`;
}
