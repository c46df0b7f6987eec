import { batchContract } from "../contract/batch/contract";
import { huaweiBatchFixture } from "./batchFixture";

batchContract(huaweiBatchFixture);
