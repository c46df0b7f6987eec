import { contract } from "../contract/contract";
import { jdFixture } from "./fixture";

contract(jdFixture);
