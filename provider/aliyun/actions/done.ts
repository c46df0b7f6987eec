import { CloudError } from "../../core/client/errors";

/**
 * For a call that is refused a second time: an answer that was lost has it repeated after it has done its work.
 * @throws the refusal, when the work is not done
 */
export async function unlessDone(call: Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof CloudError) || !(await isDone())) throw error;
  }
}
