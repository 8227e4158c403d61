"""Names that announce a secret, in Dockerfiles, build arguments and plain environment variables."""

import re

_SECRET_WORDS = re.compile(
    r"(^|_)(API_?KEY|ACCESS_?KEY|SECRET|SECRETS|TOKEN|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_?KEY|"
    r"CREDENTIALS?|(OPENAI|ANTHROPIC|GEMINI|MISTRAL|GROQ|COHERE|SIGNING|ENCRYPTION)_KEY)($|_)",
    re.IGNORECASE,
)
_CONNECTION = re.compile(
    r"(^|_)(DATABASE|REDIS|CACHE|MONGO|POSTGRES|MYSQL|AMQP)_UR[LI]$", re.IGNORECASE
)
_HARMLESS = re.compile(r"_(FILE|PATH|NAME|TTL|SECONDS|LIMIT|COUNT|MAX|MIN)$", re.IGNORECASE)


def looks_secret(name: str) -> bool:
    """True for names such as OPENAI_API_KEY, NPM_TOKEN or NEXT_PUBLIC_SECRET.

    False for MAX_TOKENS and TOKEN_FILE: the first counts model tokens, the second is a path.
    """
    return bool(_SECRET_WORDS.search(name) and not _HARMLESS.search(name))


def looks_like_connection(name: str) -> bool:
    """True for DATABASE_URL and its like, whose value usually carries a password."""
    return bool(_CONNECTION.search(name))
