const { default: Sequencer } = require("@jest/test-sequencer");

/** Those that drive the CLI, the plugin, compilers or a whole contract, or install packages: a short file that runs for minutes. */
const long = /[cC]ontract\.test\.ts$|[\\/](e2e|programs|upgrade|types|boundaries|prove|harness|chaos|sdks)[\\/]/;

/**
 * On a fresh clone jest knows no durations and begins with the largest files; the longest tests would be the last, with
 * one core idle.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ path, duration }) => duration === undefined && long.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
