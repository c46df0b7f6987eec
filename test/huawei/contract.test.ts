import { contract } from "../contract/contract";
import { huaweiFixture } from "./fixture";

contract(huaweiFixture);
