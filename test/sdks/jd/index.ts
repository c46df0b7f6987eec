import { describeSdk } from "../sdk";
import { access } from "./access";
import { backups } from "./backups";
import { buying } from "./buying";
import { instances } from "./instances";
import { templates } from "./templates";

describeSdk("jd", (sdk) => {
  instances(sdk);
  access(sdk);
  backups(sdk);
  buying(sdk);
  templates(sdk);
});
