import { contract } from "../contract/contract";
import { aliyunFixture } from "./fixture";

contract(aliyunFixture);
