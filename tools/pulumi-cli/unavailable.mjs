import { ToolError } from "../lib/tool-error.mjs";

/** A way to the CLI that does not work on this machine; the message is half a sentence, to be put into a list. */
export class Unavailable extends ToolError {}
