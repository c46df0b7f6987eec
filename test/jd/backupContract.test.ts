import { orderedPartContract } from "../contract/part/ordered";
import { jdBackupFixture } from "./backupFixture";

orderedPartContract(jdBackupFixture);
