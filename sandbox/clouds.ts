import { aliyun } from "./aliyun";
import { huawei } from "./huawei";
import { jd } from "./jd";

/** Every cloud of the sandbox, in the order of the `--json` line. */
export const clouds = [aliyun, huawei, jd] as const;
