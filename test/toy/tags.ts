import { pendingTagKey } from "../../provider/core/resource/cloud";
import type { Tags } from "../../provider/core/resource/tags";

/** The tags to compare: all but the pending tag. */
export const comparableTags = ({ tags }: { readonly tags?: Tags | undefined }): Record<string, string> | undefined =>
  tags && Object.fromEntries(Object.entries(tags).filter(([name]) => name !== pendingTagKey));
