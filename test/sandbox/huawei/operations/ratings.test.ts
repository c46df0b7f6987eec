import { useFixture } from "../fixture";

const f = useFixture();

describe("the price", () => {
  const product = {
    ...{ id: "1", cloud_service_type: "hws.service.type.dcs", resource_type: "hws.resource.type.dcs3" },
    ...{ resource_spec: "redis.ha.xu1.large.r2.2", region: "cn-north-4", subscription_num: 2 },
  };
  const hour = { usage_factor: "Duration", usage_value: 1, usage_measure_id: 4 };
  const rate = (path: string, product_infos: object[], more: object = {}) =>
    f.call("POST", `//v2/bills/ratings/${path}`, { project_id: "any", product_infos, ...more });

  test("of an hour, of all that are asked for, to six decimals or more precisely", async () => {
    const ask = async (more?: object) => (await rate("on-demand-resources", [{ ...product, ...hour }], more)).body;
    expect(await ask()).toMatchObject({ amount: 1, currency: "CNY", product_rating_results: [{ id: "1", amount: 1 }] });
    const short = { ...product, ...hour, subscription_num: 1, usage_value: 0.00001234 };
    const precise = await rate("on-demand-resources", [short], { inquiry_precision: 1 });
    const usual = await rate("on-demand-resources", [short]);
    expect([precise.body.amount, usual.body.amount]).toEqual([0.00000617, 0.000006]);
  });

  test("of months and years", async () => {
    const ask = async (period_type: number, period_num: number) =>
      (await rate("period-resources/subscribe-rate", [{ ...product, period_type, period_num }])).body;
    expect((await ask(2, 3)).official_website_rating_result.official_website_amount).toBe(2 * 2 * 110 * 3);
    expect((await ask(3, 1)).official_website_rating_result.official_website_amount).toBe(2 * 2 * 110 * 12);
    expect((await ask(4, 1)).error_code).toBe("CBC.99006055");
  });

  test("of nothing that the product list does not have, nor twice under one id", async () => {
    const outcome = async (...products: object[]) =>
      (await rate("on-demand-resources", products)).body.error_code as string;
    expect(await outcome({ ...product, ...hour, resource_spec: "redis.ha.xu1.none" })).toBe("CBC.99006055");
    expect(await outcome({ ...product, ...hour, region: "cn-nowhere-1" })).toBe("CBC.99006055");
    expect(await outcome({ ...product, ...hour }, { ...product, ...hour })).toBe("CBC.0100");
    expect(await outcome()).toBe("CBC.0100");
  });
});
