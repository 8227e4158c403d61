"""ARNs of neighbours."""

import pytest

from components.aws.identifiers import Place


def test_a_neighbour_in_the_same_place() -> None:
    """Partition and all."""
    place = Place.of("arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/app")
    assert place == Place("aws-cn", "cn-north-1", "123456789012")
    assert place.function("*") == "arn:aws-cn:lambda:cn-north-1:123456789012:function:*"
    assert place.secret("a/*") == "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a/*"
    assert place.parameter("a/*") == "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/a/*"
    assert place.whole_account() == "arn:aws-cn:iam::123456789012:root"


@pytest.mark.parametrize("text", ["service", "arn:aws:ecr", "urn:a:b:c:d:e"])
def test_what_is_no_arn(text: str) -> None:
    """A name, half an ARN, something like one."""
    with pytest.raises(ValueError, match="is not an ARN"):
        Place.of(text)
