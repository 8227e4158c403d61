"""Who may call a function through its URL: since October 2025 that takes two permissions.

With AWS_IAM both are for the function's own account, whose IAM decides; `*` would let every account
of AWS call it that allows itself to.
"""

from typing import Any

from .identifiers import Place
from .plan import FunctionPlan

ANYONE = "*"


def url_permissions(plan: FunctionPlan) -> dict[str, dict[str, Any]]:
    """The arguments of both permissions but the principal, by the last words of their names.

    The statements' ids carry the kind of access: a permission is replaced when that changes, the
    new one is made first, and two statements of one name are refused.
    """
    access = plan.url_auth.lower().replace("_", "-")
    return {
        "url-permission": {
            "statement_id": f"url-{access}",
            "action": "lambda:InvokeFunctionUrl",
            "function_url_auth_type": plan.url_auth,
        },
        "invoke-permission": {
            "statement_id": f"url-invoke-{access}",
            "action": "lambda:InvokeFunction",
            "invoked_via_function_url": True,
        },
    }


def url_principal(plan: FunctionPlan, function_arn: str) -> str:
    """Whom the permissions are for: the function's own account, or anyone when that was asked.

    The account as AWS writes it into the policy: the bare number would come back as this ARN, and
    every `up` would replace the permission.
    """
    return ANYONE if plan.url_auth == "NONE" else Place.of(function_arn).whole_account()
