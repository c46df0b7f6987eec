import { aliyun } from "./aliyun";

/** Every cloud of the sandbox, in the order of the `--json` line. A further cloud is one more line here. */
export const clouds = [aliyun] as const;
