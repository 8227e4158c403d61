"""The reference of all settings: `python -m settings.reference > docs/reference/settings.md`."""

from .fields import Setting, all_settings
from .schema import SECTIONS

_HEAD = """# Settings

Generated from `settings/schema/` by `python -m settings.reference`; edit it there.

Set one with `pulumi config set shipshape:NAME VALUE` (secrets with `--secret`), or write it into
`Pulumi.<stack>.yaml`. `auto` is computed by the rule in the description. Times are seconds.

These variables of the machine fill in what a stack leaves open: `SHIPSHAPE_REGISTRY`,
`SHIPSHAPE_BUILDER`, `SHIPSHAPE_BUILD_IMAGE`, `SHIPSHAPE_RUNTIME_IMAGE`, `SHIPSHAPE_ADAPTER_IMAGE`,
and `SHIPSHAPE_EXTRA_CA` (path of a PEM file with certificate authorities to trust during a build).
"""


def reference() -> str:
    """The page as Markdown."""
    settings = all_settings()
    parts = [_HEAD]
    for section in SECTIONS:
        title = section.__name__.removesuffix("Settings")
        rows = [_row(setting) for setting in settings if setting.section == title]
        table = "| setting | type | default | meaning |\n|---|---|---|---|\n" + "\n".join(rows)
        parts.append(f"\n## {title}\n{(section.__doc__ or '').strip()}\n\n{table}\n")
    return "".join(parts)


def _row(setting: Setting) -> str:
    kind = "secret" if setting.secret else setting.type
    default = "required" if setting.required else f"`{_shown(setting.default)}`"
    return f"| `{setting.name}` | {kind} | {default} | {setting.description} |"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return '""' if default == "" else str(default)


def main() -> None:
    """Print the page."""
    print(reference(), end="")


if __name__ == "__main__":
    main()
