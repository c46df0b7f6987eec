"""Calls the vendors' SDKs as their users do: one call for each line of JSON on standard input, one answer for each.

    {"operation": "DescribeAccounts", "parameters": {"InstanceId": "r-1"}}   ->   {"result": {...}} or {"error": "..."}

Started with the cloud's name, the endpoint, the key's id and secret, the region and, for Huawei Cloud, the project.
"""
import importlib
import json
import re
import sys


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def aliyun(endpoint, key, secret, region, _project):
    from alibabacloud_r_kvstore20150101.client import Client
    from alibabacloud_r_kvstore20150101 import models
    from alibabacloud_tea_openapi.models import Config
    from Tea.exceptions import TeaException

    host = endpoint.removeprefix("http://")
    config = Config(access_key_id=key, access_key_secret=secret, region_id=region, endpoint=host, protocol="http")
    client = Client(config)

    def call(operation, parameters):
        request = getattr(models, operation + "Request")().from_map(parameters)
        # What the model does not know, it would leave out without a word.
        lost = set(parameters) - set(request.to_map())
        if lost:
            return {"error": f"the SDK's {operation} has no {sorted(lost)}"}
        method = next(one for one in dir(client) if one.replace("_", "") == operation.lower())
        try:
            return {"result": getattr(client, method)(request).body.to_map()}
        except TeaException as error:
            return {"error": f"{error.code}: {error.message}"}

    return call


def huawei(endpoint, key, secret, _region, project):
    from huaweicloudsdkcore.auth.credentials import BasicCredentials
    from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServerResponseException
    import huaweicloudsdkdcs.v2 as dcs

    credentials = BasicCredentials(key, secret, project)
    client = dcs.DcsClient.new_builder().with_credentials(credentials).with_endpoints([endpoint]).build()

    def model_of(kind, value):
        """Values in the SDK's own models, which the texts in `openapi_types` name."""
        listed = re.fullmatch(r"list\[(.*)\]", kind)
        if listed:
            return [model_of(listed.group(1), one) for one in value]
        model = getattr(dcs, kind, None)
        if model is None or not isinstance(value, dict):
            return value
        return model(**{name: model_of(model.openapi_types[name], one) for name, one in value.items()})

    def call(operation, parameters):
        request = model_of(operation + "Request", parameters)
        try:
            return {"result": getattr(client, snake(operation))(request).to_dict()}
        except (ClientRequestException, ServerResponseException) as error:
            return {"error": f"{error.error_code}: {error.error_msg}"}

    return call


def jd(endpoint, key, secret, region, _project):
    from jdcloud_sdk.core.config import Config
    from jdcloud_sdk.core.const import SCHEME_HTTP
    from jdcloud_sdk.core.credential import Credential
    from jdcloud_sdk.core.logger import Logger
    from jdcloud_sdk.services.redis.client.RedisClient import RedisClient

    config = Config(endpoint.removeprefix("http://"), SCHEME_HTTP)
    client = RedisClient(Credential(key, secret), config, Logger(0))

    def call(operation, parameters):
        title = operation[0].upper() + operation[1:]
        module = importlib.import_module(f"jdcloud_sdk.services.redis.apis.{title}Request")
        wanted = getattr(module, title + "Parameters")
        # The required ones are the constructor's, the others have setters.
        names = wanted.__init__.__code__.co_varnames[1 : wanted.__init__.__code__.co_argcount]
        all_parameters = {"regionId": region, **parameters}
        built = wanted(*[all_parameters.get(name) for name in names])
        for name, value in all_parameters.items():
            if name not in names:
                getattr(built, "set" + name[0].upper() + name[1:])(value)
        answer = client.send(getattr(module, title + "Request")(built))
        if answer.error is not None:
            return {"error": f"{answer.error.code} {answer.error.status}: {answer.error.message}"}
        return {"result": answer.result}

    return call


def main(cloud, *connection):
    call = {"aliyun": aliyun, "huawei": huawei, "jd": jd}[cloud](*connection)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = call(asked["operation"], asked["parameters"])
        except Exception as error:  # The SDK's own: it does not understand the answer.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)


main(*sys.argv[1:])
