import { partContract } from "../contract/part/contract";
import { jdAccountFixture } from "./accountFixture";

partContract(jdAccountFixture);
