import { fields as aliyun } from "../../provider/aliyun/fields";
import { CacheRecordProvider } from "../../provider/cache/recordProvider";
import { fields as huawei } from "../../provider/huawei/fields";
import { fields as jd } from "../../provider/jd/fields";

const urn = "urn:pulumi:dev::shop::cn-cache:index:Cache$pulumi-nodejs:dynamic/cn-cache:CacheRecord::sessions";
const inputs = { cloud: "aliyun", generatesPassword: true, passwordVersion: null, __urn: urn };

let warnings: string[];
let provider: CacheRecordProvider;
beforeEach(() => {
  warnings = [];
  provider = new CacheRecordProvider({
    warn: (about, text) => void warnings.push(`${about === urn} ${text}`),
    flush: async () => {},
  });
});

const created = async (given: object = {}) => (await provider.create({ ...inputs, ...given })).outs;

test("a generated password suits every cloud, without a warning of its own", async () => {
  for (let i = 0; i < 100; i++) {
    const { password } = await created();
    for (const { password: field } of [aliyun, huawei, jd]) expect(field.safeParse(password).success).toBe(true);
    expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z\d]{16}$/);
  }
});

test("no two are the same", async () => {
  const passwords = await Promise.all(Array.from({ length: 20 }, async () => (await created()).password));
  expect(new Set(passwords).size).toBe(20);
});

test("none is made where the program gives one", async () => {
  expect(await created({ generatesPassword: false })).toEqual({ ...inputs, generatesPassword: false, password: null });
});

test("check keeps what is asked for, and nothing of the program's own", async () => {
  const news = { ...inputs, password: null, __isUpdate: true, __timeouts: { create: "1h" } };
  expect(await provider.check({}, news)).toEqual({ inputs });
});

describe("an edit", () => {
  const update = async (olds: Record<string, unknown>, news: object) =>
    (await provider.update("id", olds, { ...inputs, ...news })).outs?.password;

  test("of the cloud keeps the password, and the preview tells of the move", async () => {
    const state = await created();
    const news = { ...inputs, cloud: "jd" };
    expect(await provider.diff("id", state, news)).toEqual({ changes: true });
    expect(warnings).toEqual([
      expect.stringMatching(/^true This cache moves from aliyun to jd: a new one is created first/),
    ]);
    expect(await update(state, news)).toBe(state.password);
  });

  test("of the version makes another password", async () => {
    const state = await created();
    expect(await provider.diff("id", state, { ...inputs, passwordVersion: "2" })).toEqual({ changes: true });
    const second = await update(state, { passwordVersion: "2" });
    expect(second).toMatch(/^\w{16}$/);
    expect(second).not.toBe(state.password);
    expect(warnings).toEqual([]);
  });

  test("that gives a password forgets the generated one, and the way back makes a new one", async () => {
    const state = await created();
    expect(await update(state, { generatesPassword: false })).toBeNull();
    expect(await update({ ...state, generatesPassword: false, password: null }, {})).toMatch(/^\w{16}$/);
  });

  test("of nothing is no change, whatever leaves null in the state", async () => {
    const state = await created();
    const { passwordVersion: _absent, ...news } = inputs;
    expect(await provider.diff("id", state, news)).toEqual({ changes: false });
    expect(warnings).toEqual([]);
  });
});
