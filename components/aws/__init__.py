"""A service on AWS: the repository its images go to, and the Lambda function that runs them."""

from .check import function_problems
from .function_args import LambdaServiceArgs, VpcArgs
from .image_repository import ImageRepository
from .lambda_service import LambdaService
from .repository_args import ImageRepositoryArgs
from .repository_check import repository_problems

__all__ = [
    "ImageRepository",
    "ImageRepositoryArgs",
    "LambdaService",
    "LambdaServiceArgs",
    "VpcArgs",
    "function_problems",
    "repository_problems",
]
