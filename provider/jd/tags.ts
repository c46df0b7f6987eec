import { withoutOwnTags } from "../core/resource/tags";
import type { JdInstance } from "./instance";

/** Keys of the vendor's own tags begin with it. [guess] */
export const systemKey = /^(jdc-|jrn:)/;

/** The tags to compare: all but ours and the vendor's own. */
export const comparableTags = ({ allTags }: JdInstance): Record<string, string> =>
  withoutOwnTags(Object.fromEntries(Object.entries(allTags).filter(([key]) => !systemKey.test(key))));
