import { orderedPartContract } from "../contract/part/ordered";
import { aliyunBackupFixture } from "./backupFixture";

orderedPartContract(aliyunBackupFixture);
