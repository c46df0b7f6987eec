import type { InputsOf } from "../../core/resource/types";

/** The arguments as values. */
export interface JdRedisBackupInputs {
  /**
   * Region of the instance. API: `regionId`.
   * @default `jd:region`
   */
  regionId?: string;
  /** The instance whose data are kept. API: `cacheInstanceId`. */
  instanceId: string;
  /**
   * 1-32 letters, digits and `_`. Another name makes another backup. API: `fileName`.
   * @default a name of its own, beginning with `pulumi_`
   */
  fileName?: string;
}

/**
 * The arguments of {@link JdRedisBackup}. Each can be an output of another resource.
 *
 * @interface
 */
export type JdRedisBackupArgs = InputsOf<JdRedisBackupInputs>;
