import { ApiError } from "../errors";
import { lookUp, lookUpBinned, type Operation } from "../state";
import { forgetBackups } from "./backup";

export const destroyInstance: Operation = {
  mutating: true,
  known: "[doc] from the recycle bin, with its backups, for good; [guess] code for one that is not in it",
  handle: (context) => {
    const id = context.args.must("InstanceId");
    if (lookUpBinned(context, id) === undefined)
      throw new ApiError(lookUp(context, id) === undefined ? "InvalidInstanceId.NotFound" : "IncorrectDBInstanceState");
    context.store.remove(id);
    forgetBackups(context, id);
    return { content: {} };
  },
};
