import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../provider/core/resource/types";
import type { ToyInputs } from "./args";
import type { ToyInstance } from "./instance";

export interface ToyOutputs {
  readonly instanceId: string;
  readonly status: string;
  readonly connectionString: string;
}

export interface ToyState extends ArgumentOutputs<ToyInputs>, ToyOutputs {}

export const toyOutputs: OutputTable<ToyOutputs> = { instanceId: "id", status: "plain", connectionString: "secret" };

export const createOnlyOutputs = [] as const;

export const outputs = ({ id, status }: ToyInstance, { password }: ToyInputs): ObservedOutputs<ToyOutputs> => ({
  instanceId: id,
  status,
  connectionString: `redis://:${password ?? ""}@${id}.toy.example:6379`,
});
