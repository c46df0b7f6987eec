import { batchContract } from "../contract/batch/contract";
import { aliyunBatchFixture } from "./batchFixture";

batchContract(aliyunBatchFixture);
