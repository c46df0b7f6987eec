const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3600_000 };

/** Reads `1h30m`, `40m`, `90s`, the way Pulumi writes durations; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.split(/(?<=[a-z])(?=\d)/);
  return parts.reduce((total, part) => {
    const unit = part.replace(/[\d.]/g, "");
    return total + Number(part.slice(0, -unit.length)) * (units[unit] as number);
  }, 0);
}

/** `95 s` up to two minutes, whole minutes beyond: what a person wants to read in a message. */
export function formatDuration(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
