#!/bin/sh
# Stands where the CLI looks for the language host. The host is older than the CLI and takes the project's options as flags only.
# Without this one, every program in JavaScript loads the compiler of TypeScript, which takes as long as the rest of the SDK.
if grep -Eqs '"?typescript"?: *false' Pulumi.yaml; then
  set -- -typescript=false "$@"
fi
exec "${0%/*}/host/pulumi-language-nodejs" "$@"
