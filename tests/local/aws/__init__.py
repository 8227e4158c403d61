"""The stand-in AWS, asked as programs ask AWS: with boto3, over HTTP."""
