/** One API call, as it came in. */
export interface RequestRecord {
  readonly cloud: string;
  readonly action: string;
  instanceId?: string;
  /** The HTTP status of the answer; 0 until then, and still 0 when the connection was cut. */
  status: number;
  /** ISO 8601, UTC, of the arrival. */
  readonly at: string;
  readonly mutating: boolean;
  /** Secret values are "[hidden]". */
  readonly params: Readonly<Record<string, string>>;
  /** The fault that hit the call, if any. */
  faulted?: string;
}

export class Journal {
  constructor(private readonly kept: Map<string, RequestRecord[]>) {}

  add(record: RequestRecord): RequestRecord {
    this.list().push(record);
    return record;
  }

  all(): RequestRecord[] {
    return structuredClone(this.list());
  }

  private list(): RequestRecord[] {
    let list = this.kept.get("all");
    if (list === undefined) {
      list = [];
      this.kept.set("all", list);
    }
    return list;
  }
}
