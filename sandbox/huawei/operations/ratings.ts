import type { Args } from "../args";
import { findFlavor, regionIds } from "../catalogue";
import { ApiError } from "../errors";
import type { Context, Operation } from "../state";
import { requireOwnSite } from "./billing";

/** CNY for an hour or a month of one instance. [guess] */
const pricePerGb = { hour: 0.25, month: 110 };

/** Of the products of a call: the flavour has to be one that the region's list shows, under the code that it shows for billing. */
function rated(context: Context, priceOf: (product: Args, capacity: number) => number) {
  const products = context.body.children("product_infos") ?? [];
  if (products.length === 0 || products.length > 100) throw new ApiError("CBC.0100", "product_infos");
  const ids = products.map((product) => product.text("id"));
  if (new Set(ids).size < ids.length) throw new ApiError("CBC.0100", "id");
  return products.map((product) => {
    const flavor = findFlavor(product.text("resource_spec") ?? "");
    const isDcs = product.text("cloud_service_type") === "hws.service.type.dcs";
    if (!flavor || !isDcs || !regionIds.includes(product.text("region") ?? "")) throw new ApiError("CBC.99006055");
    const amount = priceOf(product, flavor.capacities[0] ?? 0) * (product.number("subscription_num") ?? 1);
    return { id: product.text("id"), product_id: flavor.specCode, amount };
  });
}

const sumOf = (results: readonly { amount: number }[]) => results.reduce((sum, { amount }) => sum + amount, 0);
/** 1 stands for yuan. */
const priced = (amount: number) => ({ measure_id: 1, official_website_amount: amount });

export const listOnDemandResourceRatings: Operation = {
  mutating: false,
  known:
    "[sdk] shape; [doc] an hour is usage_measure_id 4, inquiry_precision 0 has six decimals and 1 has ten; [guess] the prices, CBC.99006055",
  handle: (context) => {
    requireOwnSite(context);
    const digits = context.body.number("inquiry_precision") === 1 ? 10 : 6;
    const results = rated(context, (product, capacity) => {
      if (product.number("usage_measure_id") !== 4) throw new ApiError("CBC.0100", "usage_measure_id");
      return Number((capacity * pricePerGb.hour * (product.number("usage_value") ?? 0)).toFixed(digits));
    });
    const product_rating_results = results.map(({ amount, ...one }) => ({
      ...{ ...one, amount, ...priced(amount), discount_amount: 0 },
      discount_rating_results: [],
    }));
    const amount = sumOf(results);
    return { content: { currency: "CNY", amount, discount_amount: 0, ...priced(amount), product_rating_results } };
  },
};

export const listRateOnPeriodDetail: Operation = {
  mutating: false,
  known: "[sdk] shape, 2 is a month and 3 a year; [guess] the prices, other periods are CBC.99006055",
  handle: (context) => {
    requireOwnSite(context);
    const results = rated(context, (product, capacity) => {
      const months = { 2: 1, 3: 12 }[product.number("period_type") ?? 0];
      if (months === undefined) throw new ApiError("CBC.99006055");
      return capacity * pricePerGb.month * months * (product.number("period_num") ?? 0);
    });
    const product_rating_results = results.map(({ amount, ...one }) => ({ ...one, ...priced(amount) }));
    const official_website_rating_result = { ...priced(sumOf(results)), product_rating_results };
    return { content: { currency: "CNY", official_website_rating_result, optional_discount_rating_results: [] } };
  },
};
