import { type Tags, withoutOwnTags } from "../../provider/core/resource/tags";

/** The tags to compare: all but ours. */
export const comparableTags = ({ tags }: { readonly tags?: Tags | undefined }): Record<string, string> | undefined =>
  tags && withoutOwnTags(tags);
