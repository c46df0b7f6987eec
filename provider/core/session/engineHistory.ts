import { urnHash } from "../ownership/pendingTag";
import type { Location } from "../resource/location";

/**
 * What this process has seen of the engine's run. The provider protocol says neither which instances the state holds nor
 * what a call is part of; the order of the calls does.
 */
export class EngineHistory {
  private readonly checkedWithOlds = new Map<string, { identity: string; inputs: Readonly<Record<string, unknown>> }>();
  private readonly identities = new Set<string>();
  private readonly diffed = new Set<string>();
  private readonly kept = new Map<string, string>();
  private readonly created = new Set<string>();
  private readonly deletedFirst = new Set<string>();
  private readonly urns = new Set<string>();
  private readonly tokens = new Map<string, Map<string, boolean>>();
  private readonly old = new Map<string, { id: string; location: Location | undefined }>();

  /** `check` of a resource that the state holds. */
  recordCheck(urn: string, identity: string, inputs: Readonly<Record<string, unknown>>): void {
    this.urns.add(urnHash(urn));
    this.checkedWithOlds.set(urn, { identity, inputs });
    this.identities.add(identity);
  }

  /** `check` of a resource that is about to be created: new, or the new half of a replacement. */
  recordCheckOfNew(urn: string): void {
    this.urns.add(urnHash(urn));
    for (const [id, owner] of this.kept) if (owner === urn && !this.created.has(id)) this.kept.delete(id);
  }

  /**
   * Idempotency tokens that the program gives to a resource.
   * @param location with the cloud: where a token means something
   * @param isSent will the resource be created, so that a creating call carries them?
   * @returns the URN of another resource that has one of them, where either of the two will be created
   */
  recordTokens(urn: string, location: string, tokens: readonly string[], isSent: boolean): string | undefined {
    for (const token of tokens) {
      const key = JSON.stringify([location, token]);
      const owners = this.tokens.get(key) ?? new Map<string, boolean>();
      this.tokens.set(key, owners.set(urn, isSent));
      for (const [other, isOtherSent] of owners) if (other !== urn && (isSent || isOtherSent)) return other;
    }
    return undefined;
  }

  /** The identity of the instance that the new one will replace. */
  replacedIdentity(urn: string): string | undefined {
    return this.checkedWithOlds.get(urn)?.identity;
  }

  /** Will the old instance be out of the state before the new one is made? */
  deletesBeforeReplace(urn: string): boolean {
    return this.deletedFirst.has(urn);
  }

  /** The inputs that the state holds, when `check` was shown them. */
  oldInputs(urn: string): Readonly<Record<string, unknown>> | undefined {
    return this.checkedWithOlds.get(urn)?.inputs;
  }

  /** `diff`; a refresh calls it too, but without a `check` before. */
  recordDiff(urn: string, ids: readonly string[], isReplaced: boolean, deletesBeforeReplace = false): void {
    if (deletesBeforeReplace) this.deletedFirst.add(urn);
    for (const id of ids) {
      this.diffed.add(id);
      if (this.checkedWithOlds.has(urn) && !isReplaced) this.kept.set(id, urn);
    }
  }

  /** `read`, `update` or `delete` was called with these ids. */
  recordHeld(ids: readonly string[]): void {
    for (const id of ids) this.diffed.add(id);
  }

  /** Is the resource, by the hash of its URN, in the program or the state? */
  sawResource(hash: string): boolean {
    return this.urns.has(hash);
  }

  /** The instance that the state holds for a resource, as `diff` was shown it. */
  recordOld(urn: string, id: string, location: Location | undefined): void {
    this.old.set(urn, { id, location });
  }

  /** The instance that exists while its successor is created. */
  oldInstance(urn: string): { readonly id: string; readonly location: Location | undefined } | undefined {
    return this.old.get(urn);
  }

  recordDeleted(urn: string): void {
    this.old.delete(urn);
  }

  claim(urn: string, ids: readonly string[]): void {
    for (const id of ids) {
      this.created.add(id);
      this.kept.set(id, urn);
    }
  }

  /** The resource is about to delete them itself. */
  release(urn: string, ids: readonly string[]): void {
    for (const id of ids) if (this.kept.get(id) === urn) this.kept.delete(id);
  }

  /** The state holds the id, or will when `create` has returned. */
  isHeld(id: string): boolean {
    return this.diffed.has(id) || this.created.has(id);
  }

  /** The engine has shown us the id, so the state holds it. */
  wasShown(id: string): boolean {
    return this.diffed.has(id);
  }

  /** Deleting such an instance would take it away from a resource that stays. */
  isKept(id: string): boolean {
    return this.kept.has(id);
  }

  sawIdentity(identity: string): boolean {
    return this.identities.has(identity);
  }
}
