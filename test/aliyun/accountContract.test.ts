import { partContract } from "../contract/part/contract";
import { aliyunAccountFixture } from "./accountFixture";

partContract(aliyunAccountFixture);
