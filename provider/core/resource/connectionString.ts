interface Target {
  readonly scheme: string;
  readonly user?: string | undefined;
  /** Undefined: clients need none, or it is not known. */
  readonly password: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
}

/** A URL for clients; undefined while the address is not known, which is before the instance is ready. */
export function connectionString({ scheme, user = "", password, host, port }: Target): string | undefined {
  if (host === undefined || port === undefined) return undefined;
  const login = password === undefined ? "" : `${encoded(user)}:${encoded(password)}@`;
  return `${scheme}://${login}${host}:${port}`;
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
