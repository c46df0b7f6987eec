/** CNY for one instance: a month's when prepaid, else an hour's. [guess] */
export function priceOf(capacityMb: number, chargeType: string, months = 1): number {
  return (capacityMb / 1024) * (chargeType === "PrePaid" ? 100 * months : 0.2);
}
