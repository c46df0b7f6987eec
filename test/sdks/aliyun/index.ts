import { describeSdk } from "../sdk";
import { access } from "./access";
import { backups } from "./backups";
import { buying } from "./buying";
import { instances } from "./instances";
import { otherProducts } from "./otherProducts";

describeSdk("aliyun", (sdk) => {
  instances(sdk);
  access(sdk);
  backups(sdk);
  buying(sdk);
  otherProducts(sdk);
});
