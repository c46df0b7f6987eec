"""Calls the vendors' SDKs as their users do: one call for each line of JSON on standard input, one answer for each.

    {"operation": "DescribeAccounts", "parameters": {"InstanceId": "r-1"}}   ->   {"result": {...}} or {"error": "..."}

Started with the cloud's name, the endpoint, the key's id and secret, the region and, for Huawei Cloud, the project.
A vendor has an SDK for each of its products; an operation is the first one's that has it.
"""
import importlib
import json
import re
import sys


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def aliyun(endpoint, key, secret, region, _project):
    from alibabacloud_tea_openapi.models import Config
    from Tea.exceptions import TeaException

    host = endpoint.removeprefix("http://")
    config = Config(access_key_id=key, access_key_secret=secret, region_id=region, endpoint=host, protocol="http")
    names = ["r_kvstore20150101", "kms20160120", "sts20150401", "vpc20160428"]
    products = [importlib.import_module(f"alibabacloud_{name}.client") for name in names]
    clients = [(product.Client(config), product.main_models) for product in products]

    def method_of(client, operation):
        found = [one for one in dir(client) if one.replace("_", "") == operation.lower()]
        return getattr(client, found[0]) if found else None

    def call(operation, parameters):
        client, models = next((one for one in clients if method_of(one[0], operation)), clients[0])
        # One without parameters has no model for its request.
        model = getattr(models, operation + "Request", None)
        request = model and model().from_map(parameters)
        # What the model does not know, it would leave out without a word.
        lost = set(parameters) - set(request.to_map() if request else ())
        if lost:
            return {"error": f"the SDK's {operation} has no {sorted(lost)}"}
        try:
            return {"result": method_of(client, operation)(*([request] if request else [])).body.to_map()}
        except TeaException as error:
            return {"error": f"{error.code}: {error.message}"}

    return call


def huawei(endpoint, key, secret, region, project):
    from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
    from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServerResponseException
    from huaweicloudsdkcore.region.region import Region

    of_project = BasicCredentials(key, secret, project)
    # Asks for the account's id itself.
    of_account = GlobalCredentials(key, secret).with_iam_endpoint(endpoint)
    products = {"dcs.v2": of_project, "iam.v3": of_account, "bss.v2": of_account, "eps.v1": of_account}

    def client_of(product, credentials):
        models = importlib.import_module(f"huaweicloudsdk{product}")
        builder = getattr(models, product.split(".")[0].title() + "Client").new_builder()
        return builder.with_credentials(credentials).with_region(Region(region, endpoint)).build(), models

    clients = [client_of(*one) for one in products.items()]

    def model_of(models, kind, value):
        """Values in the SDK's own models, which the texts in `openapi_types` name."""
        listed = re.fullmatch(r"list\[(.*)\]", kind)
        if listed:
            return [model_of(models, listed.group(1), one) for one in value]
        model = getattr(models, kind, None)
        if model is None or not isinstance(value, dict):
            return value
        return model(**{name: model_of(models, model.openapi_types[name], one) for name, one in value.items()})

    def call(operation, parameters):
        client, models = next((one for one in clients if hasattr(one[0], snake(operation))), clients[0])
        request = model_of(models, operation + "Request", parameters)
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

    config = Config(endpoint.removeprefix("http://"), SCHEME_HTTP)

    def client_of(product):
        name = product.title() + "Client"
        module = importlib.import_module(f"jdcloud_sdk.services.{product}.client.{name}")
        return getattr(module, name)(Credential(key, secret), config, Logger(0))

    clients = {product: client_of(product) for product in ["redis", "resourcetag", "renewal"]}

    def request_of(title):
        for product, client in clients.items():
            try:
                return client, importlib.import_module(f"jdcloud_sdk.services.{product}.apis.{title}Request")
            except ModuleNotFoundError:
                continue
        raise ModuleNotFoundError(title)

    def call(operation, parameters):
        title = operation[0].upper() + operation[1:]
        client, module = request_of(title)
        wanted = getattr(module, title + "Parameters")
        # The required ones are the constructor's, the others have setters.
        names = wanted.__init__.__code__.co_varnames[1 : wanted.__init__.__code__.co_argcount]
        region_too = {"regionId": region} if "regionId" in names else {}
        all_parameters = {**region_too, **parameters}
        built = wanted(*[all_parameters.get(name) for name in names])
        for name, value in all_parameters.items():
            if name not in names:
                getattr(built, "set" + name[0].upper() + name[1:])(value)
        answer = client.send(getattr(module, title + "Request")(built))
        if answer.error is not None:
            return {"error": f"{answer.error.code} {answer.error.status}: {answer.error.message}"}
        return {"result": answer.result or {}}

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
