import { CloudError } from "../../core/client/errors";

/**
 * For a call that the cloud rejects once its work is done: after a lost answer, the call is repeated and rejected.
 * @throws the rejection, if the work is not done
 */
export async function unlessDone(call: Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof CloudError) || !(await isDone())) throw error;
  }
}
