import type * as pulumi from "@pulumi/pulumi";
import { check } from "./check";
import { placeOf } from "./connection";
import { converge } from "./converge";
import { create } from "./create";
import { compare } from "./diff";
import { UserError } from "./errors";
import { hiddenOutputs, visible } from "./hidden";
import type { AnyKind } from "./kind";
import { Operation } from "./operation";
import { elsewhere } from "./place";
import { rowsOf } from "./plan";
import { read } from "./read";
import { prepaidRefusal, remove } from "./remove";
import type { Runtime } from "./runtime";
import { type ConfigReader, Settings } from "./settings";

type Values = Record<string, unknown>;

/** What the engine calls: check, diff, create, read, update and delete of any kind. */
export class Lifecycle implements pulumi.dynamic.ResourceProvider {
  private config: ConfigReader = () => undefined;

  constructor(
    private readonly kind: AnyKind,
    private readonly runtime: Runtime,
  ) {}

  /** Only stores: the SDK lets other calls in before an awaited `configure` has ended. */
  async configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.config = (key) => request.config.get(key);
  }

  async check(olds: Values, news: Values): Promise<pulumi.dynamic.CheckResult> {
    return check(this.kind, this.runtime, this.settings, olds, news);
  }

  /** @throws UserError  what is certain to fail is said before anything is paid for */
  async diff(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.DiffResult> {
    const { kind, runtime } = this;
    const { __born: born, __place: recorded } = hiddenOutputs(olds);
    const urn = String(news.__urn ?? olds.__urn ?? "");
    const problem = (text: string) => new UserError(`${kind.type} ${id}: ${text}`);
    const region = this.settings.get("region");
    const inherited = hiddenOutputs(news).__inherited ?? [];
    // A refresh compares too, only to show drift: it plans nothing that could go wrong.
    const isPlanning = runtime.sightings.oldInputs(urn) !== undefined;
    if (recorded && isPlanning) {
      const isInherited = inherited.includes(kind.regionArgument) && region !== undefined;
      const configured = placeOf(kind, this.settings, isInherited ? region : recorded.region);
      const other = elsewhere(recorded, configured);
      if (other) {
        throw problem(
          `the instance is in ${other}. Set the configuration back, or give the resource its own ${kind.regionArgument}.`,
        );
      }
    }
    const { changed, replaces, deletesFirst } = compare(kind, olds, news);
    if (born === "failed") {
      runtime.sightings.compared(urn, [id], true);
      return { changes: true, replaces: ["status"], deleteBeforeReplace: true };
    }
    runtime.sightings.compared(urn, [id], replaces.length > 0);
    if (replaces.length > 0 && isPlanning) {
      const reason = prepaidRefusal(kind, olds) ?? kind.undeletable(olds);
      if (reason) throw problem(`a change of ${replaces.join(", ")} needs a replacement, but ${reason}`);
    }
    if (changed.length === 0) return { changes: born === "waiting" };
    return {
      // Left open, so that the engine finds the changed inputs itself and replaceOnChanges works; what differs only
      // from what the cloud shows would be no change to it.
      ...(this.showsInInputs(urn, changed, news) ? {} : { changes: true }),
      replaces: [...replaces],
      deleteBeforeReplace: deletesFirst,
    };
  }

  async create(inputs: Values): Promise<pulumi.dynamic.CreateResult> {
    return this.runtime.farewell.during(() => create(this.operation("create", inputs)));
  }

  async update(id: string, olds: Values, news: Values): Promise<pulumi.dynamic.UpdateResult> {
    return this.runtime.farewell.during(async () => {
      const { __born: born = "waiting", __inputKeys: declared = [] } = hiddenOutputs(olds);
      const operation = this.operation(born === "ready" ? "update" : "create", news);
      this.runtime.farewell.unmark(operation);
      const writeOnly = rowsOf(this.kind.plan).flatMap(([name, row]) => (row.isWriteOnly ? [[name, olds[name]]] : []));
      const outs = await converge(operation, {
        id,
        isFresh: false,
        born,
        written: Object.fromEntries(writeOnly),
        removed: declared.filter((name) => news[name] === undefined),
        previous: olds,
      });
      return { outs };
    });
  }

  async read(id: string, props: Values = {}): Promise<pulumi.dynamic.ReadResult> {
    return this.runtime.farewell.during(() => read(this.operation("update", props), id, props));
  }

  async delete(id: string, props: Values): Promise<void> {
    return this.runtime.farewell.during(() => remove(this.operation("delete", props), id, props));
  }

  private get settings(): Settings {
    return new Settings(this.kind.cloud, this.config, this.runtime.env);
  }

  private operation(step: "create" | "update" | "delete", properties: Values): Operation {
    const region = hiddenOutputs(properties).__place?.region ?? properties[this.kind.regionArgument];
    return new Operation(
      this.kind,
      this.runtime,
      this.config,
      step,
      properties,
      String(region ?? this.settings.requireRegion()),
    );
  }

  private showsInInputs(urn: string, changed: readonly string[], news: Values): boolean {
    const before = this.runtime.sightings.oldInputs(urn);
    if (!before) return true;
    const rows = new Map(rowsOf(this.kind.plan));
    return changed.some((name) => !rows.get(name)?.same(visible(before)[name], news[name]));
  }
}
