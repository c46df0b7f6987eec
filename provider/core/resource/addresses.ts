/** The ranges that a VPC normally has. */
export const isPrivateAddress = (ip: string): boolean => /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(ip);

/** Ranges that no VPC can have: this host, loopback, link-local, shared, multicast, reserved. */
export const isImpossibleAddress = (ip: string): boolean =>
  /^(0|127|169\.254|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./.test(ip);
