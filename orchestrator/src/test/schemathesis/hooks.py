"""What Schemathesis must know of Writ: each call carries a token whose role the operation names, and NDJSON is text."""

import json
import os
import pathlib

import schemathesis

TOKENS = pathlib.Path(os.environ["WRIT_TOKENS"])


def role(context):
    return context.operation.definition.raw["x-roles"][0].lower()


@schemathesis.auth(cache_by_key=lambda case, context: role(context)).apply_to(
    lambda context: bool(context.operation.definition.raw.get("x-roles"))
)
class Tokens:
    def get(self, case, context):
        return (TOKENS / role(context)).read_text().strip()

    def set(self, case, token, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")
