import { orderedPartContract } from "../contract/part/ordered";
import { jdTemplateFixture } from "./templateFixture";

orderedPartContract(jdTemplateFixture);
