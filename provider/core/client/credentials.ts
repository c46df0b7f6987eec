export interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly token?: string | undefined;
  /** Temporary keys have to be asked for; the id stands for where. */
  readonly role?: Role;
  /** The secret is a token that identifies the caller; the id is its fingerprint. */
  readonly isBearer?: boolean;
}

/** Where a cloud's client gets temporary keys from; the cloud knows what the parameters mean. */
export interface Role {
  readonly mode: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  /** The key that asks, where one is needed. */
  readonly key?: Credentials | undefined;
}

/** What keys and tokens are made of; anything else cannot stand in a header. */
export const keyForm = /^[\x21-\x7e]+$/;
