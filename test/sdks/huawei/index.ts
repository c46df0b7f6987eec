import { describeSdk } from "../sdk";
import { access } from "./access";
import { backups } from "./backups";
import { buying } from "./buying";
import { instances } from "./instances";
import { sizes } from "./sizes";
import { templates } from "./templates";

describeSdk("huawei", (sdk) => {
  instances(sdk);
  sizes(sdk);
  access(sdk);
  backups(sdk);
  buying(sdk);
  templates(sdk);
});
