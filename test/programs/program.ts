/** What a program's run is told. */
export interface Run {
  /** The name of a resource, prefixed with the program's own: all programs of a run share one stack. */
  named(name: string): string;
  /** After the edit. */
  readonly isEdited: boolean;
  /** Before the end: what protects a resource is taken back. */
  readonly isLeaving: boolean;
}

/** `replace` creates the new one first. */
export type Operation = "create" | "update" | "delete" | "replace" | "delete, then create";

/** A program as users write it, and what has to be true of it. Names are those before the prefix. */
export interface Program {
  /** Registers the resources. What it returns becomes an output of the stack. */
  run(run: Run): unknown;
  /** How many instances the program has in the clouds when it is up. */
  readonly instances: number;
  /** The dependencies that the program states: the resource's name and those that it depends on. All others have none. */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  /** What the preview of the edit shows; nothing else may change. */
  readonly edit?: Readonly<Record<string, Operation>>;
  /** Hidden inputs of which the preview of the edit speaks, as `name: input`. */
  readonly internal?: readonly string[];
  /** How many instances stay in the clouds after destroy, because the program says so. */
  readonly left?: number;
}

export type Programs = Readonly<Record<string, Program>>;
