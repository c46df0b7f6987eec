import { programs as components } from "./components";
import { programs as data } from "./data";
import { programs as flow } from "./flow";
import { programs as options } from "./options";
import type { Programs } from "./program";
import { programs as transforms } from "./transforms";

const modules: readonly Programs[] = [components, flow, transforms, options, data];

/** Every program by its name, which is also the prefix of its resources' names. */
export const programs: Programs = Object.assign({}, ...modules);
