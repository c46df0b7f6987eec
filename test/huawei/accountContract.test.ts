import { partContract } from "../contract/part/contract";
import { huaweiAccountFixture } from "./accountFixture";

partContract(huaweiAccountFixture);
