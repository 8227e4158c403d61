"""ARNs: where something lives and to whom it belongs, and what the ARN of a neighbour is."""

from dataclasses import dataclass

_FIELDS = 5


@dataclass(frozen=True)
class Place:
    """Partition (aws, aws-cn, aws-us-gov), region and account."""

    partition: str
    region: str
    account: str

    @classmethod
    def of(cls, arn: str) -> "Place":
        """Where the thing with this ARN lives. Raises ValueError for what is no ARN."""
        fields = arn.split(":", _FIELDS)
        if len(fields) <= _FIELDS or fields[0] != "arn":
            raise ValueError(f'"{arn}" is not an ARN')
        return cls(partition=fields[1], region=fields[3], account=fields[4])

    def function(self, name: str) -> str:
        """ARN of a function in the same place; `*` for all of them."""
        return f"arn:{self.partition}:lambda:{self.region}:{self.account}:function:{name}"

    def secret(self, name: str) -> str:
        """ARN of an entry of Secrets Manager in the same place, or of several with `*`."""
        return f"arn:{self.partition}:secretsmanager:{self.region}:{self.account}:secret:{name}"

    def parameter(self, name: str) -> str:
        """ARN of a parameter of SSM in the same place, or of several with `*`."""
        return f"arn:{self.partition}:ssm:{self.region}:{self.account}:parameter/{name}"

    def whole_account(self) -> str:
        """ARN that stands for everyone in the account whom its IAM allows, as policies show it."""
        return f"arn:{self.partition}:iam::{self.account}:root"
