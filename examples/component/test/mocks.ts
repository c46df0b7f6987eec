import * as pulumi from "@pulumi/pulumi";

/** What the cloud would add to the arguments. All other outputs are undefined. */
const outputs = {
  connectionDomain: "redis.test",
  port: 6379,
  connectionString: pulumi.secret("redis://redis.test:6379"),
};

/** Nothing is created: a resource gets this id, and its arguments back as outputs. */
export function mockCloud(): Promise<void> {
  return pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...inputs, ...outputs } }),
    call: ({ inputs }) => inputs,
  });
}

export function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}
