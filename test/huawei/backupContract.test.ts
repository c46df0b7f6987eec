import { orderedPartContract } from "../contract/part/ordered";
import { huaweiBackupFixture } from "./backupFixture";

orderedPartContract(huaweiBackupFixture);
