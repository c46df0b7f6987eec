import { CloudError, means, UserError } from "../client/errors";
import type { Operation } from "./operation";

/** What a failed creation of a part is to a person. @param mayExist  the cloud may have taken the order */
export function partProblem(operation: Operation, error: unknown, mayExist: boolean): UserError {
  if (error instanceof UserError) return error;
  return operation.problem(
    error,
    mayExist ? "Run `pulumi up` again: it looks for what was ordered." : next(operation, error),
  );
}

function next({ instance, region }: Operation, error: unknown): string {
  if (means(error, "notFound"))
    return `Nothing was created. Check ${instance ? `the id ${instance}` : "what the arguments name"} and the region ${region}.`;
  return error instanceof CloudError
    ? "Nothing was created. Correct what was rejected and run `pulumi up` again."
    : "Nothing was created. Run `pulumi up` again.";
}
