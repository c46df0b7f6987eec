import { orderedPartContract } from "../contract/part/ordered";
import { huaweiTemplateFixture } from "./templateFixture";

orderedPartContract(huaweiTemplateFixture);
