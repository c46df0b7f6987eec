import { withoutOwnTags } from "../core/resource/tags";
import type { JdInstance } from "./instance";

/** The tags to compare: all but ours. */
export const comparableTags = ({ allTags }: JdInstance): Record<string, string> => withoutOwnTags(allTags);
