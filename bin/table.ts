import { printable } from "../provider/core/host/printable";

/** Cells of one row in columns of these widths; the last one is as wide as it is. */
export const inColumns = (cells: readonly string[], widths: readonly number[]): string =>
  aligned(cells.map(plain), widths);

/** Clouds and states hold words of others. */
const plain = (cell: string) => printable(cell);

const aligned = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, i) => (i === cells.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
    .join("")
    .trimEnd();

const gap = 2;

/** A table as wide as its cells need. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [heads, ...rows].map((row) => row.map(plain));
  const widths = heads.map((_, i) => gap + Math.max(...all.map((row) => row[i]?.length ?? 0)));
  return all.map((row) => aligned(row, widths));
}
