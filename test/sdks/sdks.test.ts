// In one file, so that the packages are installed once.
import "./aliyun";
import "./huawei";
import "./jd";
