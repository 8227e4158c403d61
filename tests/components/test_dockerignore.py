"""What would be sent to the builder, with Docker's semantics, and what must not be."""

from pathlib import Path

import pytest

from components.dockerignore import context_problems, ignored, patterns, sent_files


@pytest.mark.parametrize(
    ("pattern", "path", "out"),
    [
        (".env*", ".env", True),
        (".env*", ".env.local", True),
        (".env*", "packages/.env", False),  # anchored, unlike git
        ("**/.env*", "packages/a/.env", True),
        ("**/.env*", ".env", True),
        ("*.md", "README.md", True),
        ("*.md", "docs/README.md", False),  # a star stops at a slash
        ("node_modules", "node_modules/a/b.js", True),  # a folder and all in it
        ("node_modules", "src/node_modules/a.js", False),
        ("/dist/", "dist/server.mjs", True),  # outer slashes mean nothing
        ("docs/**", "docs/a/b.md", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("[ab].txt", "a.txt", True),
        ("file.txt", "fileXtxt", False),  # a dot is a dot
        ("./src", "src/a.ts", True),
    ],
)
def test_patterns(pattern: str, path: str, out: bool) -> None:
    """One pattern at a time."""
    assert ignored(path, patterns(pattern)) is out


def test_dockers_own_verdicts() -> None:
    """400 random rule sets and paths, with the verdicts of moby/patternmatcher v0.6.1.

    Columns: patterns (one a bar), path, left out.
    """
    lines = (Path(__file__).parent / "dockerignore_verdicts.tsv").read_text().splitlines()
    cases = [line.split("\t") for line in lines]
    wrong = [
        (rules, path)
        for rules, path, verdict in cases
        if ignored(path, patterns(rules.replace("|", "\n"))) is not (verdict == "true")
    ]
    assert len(cases) == 400
    assert wrong == []


def test_the_last_match_wins() -> None:
    """All out, some back in, one out again."""
    rules = patterns("# only what is named\n*\n\n!src\n!package.json\nsrc/secret.ts\n")
    assert not ignored("src/server.ts", rules)
    assert not ignored("package.json", rules)
    assert ignored("src/secret.ts", rules)
    assert ignored("tests/a.ts", rules)


def _context(folder: Path, ignore: str | None, *files: str) -> Path:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    if ignore is not None:
        (folder / ".dockerignore").write_text(ignore)
    return folder


def test_sent_files(tmp_path: Path) -> None:
    """Sorted, relative, links to folders as such."""
    context = _context(tmp_path, "node_modules\n", "b.ts", "a/c.ts", "node_modules/x/y.js")
    (context / "link").symlink_to("a")
    assert sent_files(context, context / "Dockerfile") == [
        ".dockerignore",
        "a/c.ts",
        "b.ts",
        "link",
    ]


def test_what_is_taken_back_from_an_ignored_folder(tmp_path: Path) -> None:
    """By its path, by a star, by two; the rest of the folder stays out."""
    files = ("out/keep/a", "out/drop/b", "lib/x/keep", "lib/y/drop", "deep/er/z.md", "deep/er/z.ts")
    rules = "out\nlib\ndeep\n!out/keep\n!lib/*/keep\n!deep/**/*.md\n.dockerignore\n"
    context = _context(tmp_path, rules, *files)
    assert sent_files(context, context / "Dockerfile") == [
        "deep/er/z.md",
        "lib/x/keep",
        "out/keep/a",
    ]


def test_a_dockerfiles_own_ignore_file_goes_first(tmp_path: Path) -> None:
    """As with Docker."""
    context = _context(tmp_path, "a.ts\n", "a.ts", "b.ts")
    (context / "Dockerfile.dockerignore").write_text("b.ts\n*ignore\n")
    assert sent_files(context, context / "Dockerfile") == ["a.ts"]


def test_no_ignore_file(tmp_path: Path) -> None:
    """It is mandatory."""
    assert context_problems(_context(tmp_path, None, "a.ts"), tmp_path / "Dockerfile") == [
        (
            f"{tmp_path}/.dockerignore is missing: everything in the folder, a .env included, "
            "would be sent to the builder; create it with at least the lines .env* and .git"
        )
    ]


def test_environment_files_must_be_covered_before_they_exist(tmp_path: Path) -> None:
    """Afterwards is too late."""
    context = _context(tmp_path, "node_modules\n", "a.ts")
    assert context_problems(context, tmp_path / "Dockerfile") == [
        (
            f"{tmp_path}/.dockerignore does not cover .env, .env.local, .env.production; add the "
            "line .env*"
        )
    ]


def test_files_of_secrets(tmp_path: Path) -> None:
    """By name; examples and templates are harmless."""
    context = _context(
        tmp_path, ".env*\n", "packages/a/.env.local", "deep/id_ed25519", "deep/.env.example"
    )
    assert context_problems(context, tmp_path / "Dockerfile") == [
        f"{tmp_path}/{path} would be sent to the builder and looks like a file of secrets; add it "
        f"to {tmp_path}/.dockerignore"
        for path in ("deep/id_ed25519", "packages/a/.env.local")
    ]


def test_files_that_hold_secrets_by_content(tmp_path: Path) -> None:
    """A public certificate and a registry's address may go, a private key and a token may not."""
    context = _context(tmp_path, ".env*\n")
    (context / "ca.pem").write_text("-----BEGIN CERTIFICATE-----")
    (context / "tls.pem").write_text("-----BEGIN PRIVATE KEY-----")
    (context / ".npmrc").write_text("registry=https://registry.example.com\n")
    assert context_problems(context, tmp_path / "Dockerfile") == [
        (
            f"{tmp_path}/tls.pem would be sent to the builder and looks like a file of secrets; "
            f"add it to {tmp_path}/.dockerignore"
        )
    ]
    (context / ".npmrc").write_text("//registry.example.com/:_authToken=none\n")
    assert len(context_problems(context, tmp_path / "Dockerfile")) == 2


def test_ours_sends_the_sources_only() -> None:
    """The reference service."""
    app = Path(__file__).parents[2] / "app"
    assert context_problems(app, app / "Dockerfile") == []
    assert {path.split("/")[0] for path in sent_files(app, app / "Dockerfile")} == {
        "build.mjs",
        "package-lock.json",
        "package.json",
        "src",
        "tsconfig.json",
    }
