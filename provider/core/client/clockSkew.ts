import type { Clock } from "../host/clock";

/** Our own clock may stand at 1970, but no server's does; a date far ahead has no form that a signature could use. */
const earliest = Date.UTC(2020, 0);
const latest = Date.UTC(2100, 0);

/** What servers report of their clocks in the Date headers of their answers, by host. */
export class ClockSkew {
  private readonly corrections = new Map<string, number>();
  private readonly lastSeen = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** What our dates are corrected by, in ms: the skew of a server that has rejected a date. */
  correctionMs(host: string): number {
    return this.corrections.get(host) ?? 0;
  }

  /** Corrects our dates from now on by the Date header of a server that rejected one. */
  correct(host: string, date: string | undefined): void {
    const skew = this.skewOf(date);
    if (skew !== undefined) this.corrections.set(host, skew);
  }

  /** The server's clock, ms since the epoch, as its last answer reported it. */
  now(host: string): number {
    return this.clock.now() + (this.lastSeen.get(host) ?? 0);
  }

  saw(host: string, date: string | undefined): void {
    const skew = this.skewOf(date);
    if (skew !== undefined) this.lastSeen.set(host, skew);
  }

  /** How far the server is from the date that we would send now, in ms; undefined when it reported none. */
  differenceMs(host: string, date: string | undefined): number | undefined {
    const skew = this.skewOf(date);
    return skew === undefined ? undefined : skew - this.correctionMs(host);
  }

  private skewOf(date: string | undefined): number | undefined {
    const shown = date === undefined ? Number.NaN : Date.parse(date);
    return shown > earliest && shown < latest ? shown - this.clock.now() : undefined;
  }
}
