const { PulumiCommand } = require("@pulumi/pulumi/automation");

PulumiCommand.install({ root: process.argv[2] }).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
